/**
 * デモデータ。 Fills an empty record with the cast and synthetic residents, once, when it is asked for.
 * Off in every deployed image.
 */
@NullMarked
package jp.tsunagi.seed.boundary;

import org.jspecify.annotations.NullMarked;
