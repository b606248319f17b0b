/**
 * The open page: what everybody may know, without a log-in, for people who are no experts and for researchers (X-3a).
 *
 * <p>Comes in: the cube of statistics and the record of the forecasts. Goes out: delayed and rounded counts in which
 * small ones are withheld, and no victim is named, as a page in two languages and as JSON and CSV, to each client only
 * so often. Must never import: the pages behind it, a store, an alert or a member's name.
 */
@NullMarked
package yochi.centre.open;

import org.jspecify.annotations.NullMarked;
