/**
 * The exchange forms of what parties share: JSON of notices, answers and forecasts, STIX 2.1 bundles and back,
 * defanging and redaction on the way.
 *
 * <p>Comes in: alerts, forecasts, notices of {@code core.model}, and a recipient. Goes out: JSON trees. Must never
 * import a party's module, a network or a clock: ids and times follow from what is written.
 */
@NullMarked
package yochi.link.exchange;

import org.jspecify.annotations.NullMarked;
