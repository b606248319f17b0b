/**
 * Opens what sensors wrote and counts what becomes of it, whatever its format.
 *
 * <p>Comes in: paths, globs, watched folders, hpfeeds channels and streams, plain or compressed, friendly or hostile.
 * Goes out: their decoded bytes within a bound of expansion ({@link yochi.node.input.ByteSource}), and the
 * {@link yochi.node.input.Tally} of records taken, rejected and odd. Must never import: capture, session, trace, or
 * whatever comes behind them.
 */
@NullMarked
package yochi.node.input;

import org.jspecify.annotations.NullMarked;
