/** データ交換。 */
@NullMarked
package jp.tsunagi.exchange.entity;

import org.jspecify.annotations.NullMarked;
