/**
 * The country's own store of detail: released windows with their cells per minute and the addresses behind them, inside
 * a disk budget that the policy fixes; it never leaves the country, and only the border asks it.
 *
 * <p>Comes in: closed windows of {@code yochi.node.summary}. Goes out: the same windows again, to the border of the
 * same node; how full it is and what it lost, to the node's health. Must never import: the wire, the line, the border.
 */
@NullMarked
package yochi.node.archive;

import org.jspecify.annotations.NullMarked;
