/**
 * デモデータの中身。 Who the cast is and how synthetic residents come about: pure functions of a number and
 * a date that yield FHIR resources, and the service that writes them.
 *
 * <p>A resident is made from its number alone, so a seeding that was cut off goes on where it
 * stopped.
 */
@NullMarked
package jp.tsunagi.seed.control;

import org.jspecify.annotations.NullMarked;
