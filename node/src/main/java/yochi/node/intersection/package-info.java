/**
 * How many addresses two nodes have in common, told to both and to nobody else, without a shared key.
 *
 * <p>Comes in: each side's set of addresses and a stream to the other. Goes out: one number. Must never import: border,
 * line, summary, trace; whether and with whom a node may do this is its policy's and its operator's matter.
 */
@NullMarked
package yochi.node.intersection;

import org.jspecify.annotations.NullMarked;
