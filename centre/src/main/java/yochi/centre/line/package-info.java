/**
 * The centre's program: opens its rooms in its own directory, lets parties in at two listeners, closes in order.
 *
 * <p>Comes in: settings, clocks, routes of the rooms. Goes out: a running centre. It imports rooms; no
 * room imports it. Must never import: a node, a member.
 */
@NullMarked
package yochi.centre.line;

import org.jspecify.annotations.NullMarked;
