/** 基盤の制御。 Sign-in, headers, problem mappers, the live event hub. */
@NullMarked
package jp.tsunagi.platform.control;

import org.jspecify.annotations.NullMarked;
