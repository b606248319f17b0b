/**
 * Reads captures: pcap and pcapng, their frames from the link header to the payload.
 *
 * <p>Comes in: decoded bytes. Goes out: packets that a sensor was meant to see, and in the tally every record that is
 * none. Must never import: session, trace, or whatever comes behind them.
 */
@NullMarked
package yochi.node.capture;

import org.jspecify.annotations.NullMarked;
