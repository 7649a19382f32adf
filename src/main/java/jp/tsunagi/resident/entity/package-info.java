/** 利用者台帳。 The values that describe a resident; they check and normalise themselves. */
@NullMarked
package jp.tsunagi.resident.entity;

import org.jspecify.annotations.NullMarked;
