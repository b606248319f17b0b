package yochi.node.classify;

import yochi.core.model.Service.Protocol;
import yochi.node.observation.Packet;

/**
 * The decision list's short way for plain TCP and UDP packets, nearly all of a darknet's: it says the same as the long
 * way, in fewer and wider reads, and leaves to the long way whatever asks for more.
 */
final class ShortWay {
    private static final int TCP = 6;
    private static final int UDP = 17;
    private static final int U16 = 0xFFFF;
    /** Which long holds the bit of an address's /16. */
    private static final int SPECIAL_SHIFT = 22;

    private static final int TCP_SERVICE = ServiceNumber.pack(Protocol.TCP, 0);
    private static final int UDP_SERVICE = ServiceNumber.pack(Protocol.UDP, 0);

    private final Datagrams datagrams;
    private long[] special = {};
    private boolean open;

    ShortWay(Datagrams datagrams) {
        this.datagrams = datagrams;
    }

    /** Goes by these blocks from now on, if the other rules leave it open. */
    void use(AddressBlocks blocks, boolean leftOpen) {
        special = blocks.touched4();
        open = leftOpen;
    }

    /** Fills the verdict on a plain packet; false where the long way must. */
    boolean classify(Packet p, Verdict v) {
        boolean tcp = p.protocol == TCP;
        if (!open || (!tcp && p.protocol != UDP)) {
            return false;
        }
        long addresses = p.plainAddresses();
        int destination = (int) addresses;
        int source = (int) (addresses >>> Integer.SIZE);
        if ((special[source >>> SPECIAL_SHIFT] & (1L << (source >>> Short.SIZE))) != 0 || source == destination) {
            return false;
        }
        long ports = p.plainPortsAndSequence();
        int sourcePort = (int) (ports >>> 48);
        int destinationPort = (int) (ports >>> Integer.SIZE) & U16;
        int odd = Classifier.edge(source) | (sourcePort - 1) | (destinationPort - 1);
        Rule rule;
        int relations = 0;
        int service = destinationPort;
        if (tcp) {
            rule = Classifier.tcpRule(p);
            if (rule == Rule.TCP_SYN) {
                relations = ToolRelations.ofWords(destination, destinationPort, (int) ports, p.ipId());
            } else if (rule.victim()) {
                service = sourcePort;
            }
            service += TCP_SERVICE;
        } else {
            rule = datagrams.rule(p);
            service = UDP_SERVICE + (rule == Rule.UDP_ANSWER ? sourcePort : destinationPort);
            odd |= Classifier.http(destinationPort);
        }
        int forged = (odd | Classifier.high(p.ttl(), relations)) >> (Integer.SIZE - 1);
        v.rule = rule;
        v.attributed = true;
        v.countedVersion = 4;
        v.countedHigh = 0;
        v.countedLow = addresses >>> Integer.SIZE;
        v.service = service;
        v.relations = relations;
        v.marks = rule.marks() | (forged & Classifier.LIKELY_SPOOFED);
        return true;
    }
}
