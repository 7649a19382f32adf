/** 監査記録。 Tests. */
@NullMarked
package jp.tsunagi.audit.control;

import org.jspecify.annotations.NullMarked;
