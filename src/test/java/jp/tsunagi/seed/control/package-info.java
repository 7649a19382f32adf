/** デモデータの検査。 */
@NullMarked
package jp.tsunagi.seed.control;

import org.jspecify.annotations.NullMarked;
