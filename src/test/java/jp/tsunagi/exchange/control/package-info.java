/** データ交換の試験。 */
@NullMarked
package jp.tsunagi.exchange.control;

import org.jspecify.annotations.NullMarked;
