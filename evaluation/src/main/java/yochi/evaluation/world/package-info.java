/**
 * Worlds whose truth is known in full, for measuring the analyses: regions with their statistics, one darknet packet by
 * packet, cascades along a known graph, count series with planted changes, attacks on victims with what goes before
 * them, and events planted into real reports.
 *
 * <p>Unlike the module {@code world}, which makes packets and flows of floods for drills and for the members' side,
 * these worlds make what analyses read, with nuisances and exact truth, and ship with nothing.
 *
 * <p>Comes in: the committed parameters ({@code worlds.yaml}, {@code victims.yaml}), a plan of what is to be planted, a
 * seed. Goes out: reports, packets, series and the truth about them, all <em>simulated</em>; the same seed gives the
 * same bytes. Must never import: an analysis (only the cube), since who writes the world does not write the detector.
 */
@NullMarked
package yochi.evaluation.world;

import org.jspecify.annotations.NullMarked;
