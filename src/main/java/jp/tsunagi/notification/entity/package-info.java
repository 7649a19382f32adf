/** 通知の値. */
@NullMarked
package jp.tsunagi.notification.entity;

import org.jspecify.annotations.NullMarked;
