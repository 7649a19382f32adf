/**
 * データ交換。 What leaves and arrives in forms that others defined: documents, messages, bulk files,
 * notifications. It makes no rule of its own: whatever passes is asked of the access policy and
 * done by the use cases of the other components.
 */
@NullMarked
package jp.tsunagi.exchange.boundary;

import org.jspecify.annotations.NullMarked;
