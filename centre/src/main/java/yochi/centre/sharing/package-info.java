/**
 * Who may see what, and a TAXII 2.1 service over it.
 *
 * <p>Comes in: alerts and forecasts to share, readers with their networks and clearance. Goes out: STIX objects, each
 * reader's redacted for it, and when each was delivered. Must never import another room but {@code store}.
 */
@NullMarked
package yochi.centre.sharing;

import org.jspecify.annotations.NullMarked;
