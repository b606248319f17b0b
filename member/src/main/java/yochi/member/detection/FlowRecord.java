package yochi.member.detection;

/**
 * Packets of one conversation as a router counted them.
 *
 * @param source IPv4 address as an unsigned 32-bit number
 * @param destination IPv4 address likewise
 * @param protocol IP protocol number
 * @param sourcePort 0 where the protocol has none
 * @param destinationPort 0 where the protocol has none
 * @param packets packets counted
 * @param bytes bytes counted
 * @param endMillis when the last of them passed, milliseconds since 1970
 */
public record FlowRecord(
        int source,
        int destination,
        int protocol,
        int sourcePort,
        int destinationPort,
        long packets,
        long bytes,
        long endMillis) {}
