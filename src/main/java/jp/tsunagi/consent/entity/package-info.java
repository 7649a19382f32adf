/** 同意・開示。 What an access decision rests on, as values without any store. */
@NullMarked
package jp.tsunagi.consent.entity;

import org.jspecify.annotations.NullMarked;
