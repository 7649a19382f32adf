/** データ交換。 */
@NullMarked
package jp.tsunagi.exchange.control;

import org.jspecify.annotations.NullMarked;
