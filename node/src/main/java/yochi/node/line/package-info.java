/**
 * Runs the node: reads its inputs at a pace, spools what its border lets out, sends it to the centre, obeys the fleet.
 *
 * <p>Comes in: settings, captured data, remote configuration, extraction requests. Goes out: reports, answers, health.
 * Must never import the centre or the member; OpAMP's own classes stay inside
 * {@link yochi.node.line.OpampTranslator}.
 */
@NullMarked
package yochi.node.line;

import org.jspecify.annotations.NullMarked;
