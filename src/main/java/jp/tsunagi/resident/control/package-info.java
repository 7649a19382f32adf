/** 利用者台帳。 How residents are found, and how their FHIR resources become words of the trade. */
@NullMarked
package jp.tsunagi.resident.control;

import org.jspecify.annotations.NullMarked;
