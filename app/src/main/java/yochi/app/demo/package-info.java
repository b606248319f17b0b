/**
 * The demonstration: every party with its own directory, identity and sockets, on shipped real observations.
 *
 * <p>Comes in: samples, a scenario. Goes out: parties' events, figures recomputed from them. It only calls the parties'
 * public constructors and operators' calls; it decides nothing for them. Must never import: evaluation.
 */
@NullMarked
package yochi.app.demo;

import org.jspecify.annotations.NullMarked;
