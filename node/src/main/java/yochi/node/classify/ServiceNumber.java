package yochi.node.classify;

import yochi.core.model.Service;

/** A {@link Service} packed into one int, for paths that may not allocate: protocol above, port + 1 below. */
public final class ServiceNumber {
    /** Bits of the number; the protocol stands above. */
    public static final int BITS = 17;

    private static final int MASK = (1 << BITS) - 1;
    private static final Service.Protocol[] PROTOCOLS = Service.Protocol.values();

    /** Services there can be: packed numbers lie in 0 .. LIMIT - 1. */
    public static final int LIMIT = PROTOCOLS.length << BITS;
    /** The packed {@link Service#ANY}. */
    public static final int ANY = pack(Service.Protocol.ANY, -1);

    private ServiceNumber() {}

    /** Packs a port, ICMP type or protocol number, or -1. */
    @SuppressWarnings("EnumOrdinal") // never leaves the process
    public static int pack(Service.Protocol protocol, int number) {
        return (protocol.ordinal() << BITS) | (number + 1);
    }

    public static int pack(Service service) {
        return pack(service.protocol(), service.number());
    }

    public static Service unpack(int packed) {
        return new Service(PROTOCOLS[packed >>> BITS], (packed & MASK) - 1);
    }
}
