/** 通知の規則. Finds whom to tell and keeps what they were told. */
@NullMarked
package jp.tsunagi.notification.control;

import org.jspecify.annotations.NullMarked;
