/**
 * Who will be named by attack orders tomorrow, and for how long: hazards of countries and networks, the network list of
 * a country, whether a first listing becomes a campaign, how long a listed target stays listed.
 *
 * <p>Comes in: days of attack orders and listed targets, until a moment; what else was known then. Goes out:
 * probabilities, ranked networks and {@link yochi.analysis.victim.Nowcast nowcasts}, each with what was missing. Must
 * never import: a sibling analysis, link, a clock, input or output.
 */
@NullMarked
package yochi.analysis.victim;

import org.jspecify.annotations.NullMarked;
