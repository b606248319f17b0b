/**
 * What a sensor saw, one neutral form for every trace format, tagged once with its origin; it never leaves the node.
 *
 * <p>Comes in: words of {@code yochi.core.model}, the sensors file. Goes out: the
 * {@link yochi.node.observation.Observation}s and the {@link yochi.node.observation.ObservationSink} they are handed
 * to. Must never import: a reader, the border, the wire.
 */
@NullMarked
package yochi.node.observation;

import org.jspecify.annotations.NullMarked;
