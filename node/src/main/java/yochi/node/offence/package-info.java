/**
 * Which machines of one country attack here, and whether their address can have been forged.
 *
 * <p>Comes in: classified packets and sessions, in the order of observation. Goes out: machines with the evidence that
 * it was they, for the border alone. Must never import the border or a report.
 */
@NullMarked
package yochi.node.offence;

import org.jspecify.annotations.NullMarked;
