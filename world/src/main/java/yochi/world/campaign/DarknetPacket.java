package yochi.world.campaign;

import java.time.Instant;

/**
 * One simulated packet that reached a telescope.
 *
 * @param time when
 * @param source written sender, an IPv4 address as text
 * @param destination one of the telescope's addresses
 * @param sourcePort of the sender
 * @param destinationPort asked for
 * @param answer whether it is a victim's answer (SYN and ACK) to a forged sender, else a scan (SYN)
 */
public record DarknetPacket(
        Instant time, String source, String destination, int sourcePort, int destinationPort, boolean answer) {}
