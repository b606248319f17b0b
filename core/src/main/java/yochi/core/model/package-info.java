/**
 * The words that may cross a border: epochs, countries, attack types, services, measures, statistics, forecasts,
 * alerts.
 *
 * <p>Comes in: nothing. Goes out: records and sealed types. Must never import: I/O, a clock, any other Yochi package
 * but {@code yochi.core.sketch}.
 */
@NullMarked
package yochi.core.model;

import org.jspecify.annotations.NullMarked;
