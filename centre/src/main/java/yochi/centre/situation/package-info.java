/**
 * What happens or will happen to the home country, as alerts with a life, evidence, options and advice.
 *
 * <p>Comes in: victim reports (orders already given: nowcasts), sealed forecasts and findings. Goes out: alerts, and
 * event forecasts for home networks. Must never import another room but {@code store} and the ledger's records.
 */
@NullMarked
package yochi.centre.situation;

import org.jspecify.annotations.NullMarked;
