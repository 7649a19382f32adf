/**
 * 利用者台帳。 Who the residents are: the list, the face sheet, the crew card, what happened to them.
 * What is shown follows the decision of the access policy; what is written goes into the FHIR
 * record and nowhere else.
 */
@NullMarked
package jp.tsunagi.resident.boundary;

import org.jspecify.annotations.NullMarked;
