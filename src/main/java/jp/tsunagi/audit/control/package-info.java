/**
 * 監査記録。 Writes the trail: reads into the node's journal before the answer leaves, writes into the
 * database with the write, both into one chain.
 */
@NullMarked
package jp.tsunagi.audit.control;

import org.jspecify.annotations.NullMarked;
