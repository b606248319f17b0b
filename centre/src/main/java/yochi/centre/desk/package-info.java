/**
 * The desk joins the rooms of the centre into one loop: reports to cube to findings to sealed forecasts to alerts to
 * what is shared, notified and later scored.
 *
 * <p>Comes in: stored reports and victim reports, the moment of a round. Goes out: the routes of sharing and response,
 * the read model of the pages. Must never import the line, which runs it.
 */
@NullMarked
package yochi.centre.desk;

import org.jspecify.annotations.NullMarked;
