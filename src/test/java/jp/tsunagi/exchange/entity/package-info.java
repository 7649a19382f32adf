/** データ交換の試験。 */
@NullMarked
package jp.tsunagi.exchange.entity;

import org.jspecify.annotations.NullMarked;
