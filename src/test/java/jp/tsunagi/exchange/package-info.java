/** データ交換の試験。 */
@NullMarked
package jp.tsunagi.exchange;

import org.jspecify.annotations.NullMarked;
