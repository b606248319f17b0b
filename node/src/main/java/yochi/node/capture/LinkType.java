package yochi.node.capture;

import java.util.Optional;
import java.util.stream.Stream;

/** The link header types of captures that are understood, by their numbers in the libpcap registry. */
enum LinkType {
    ETHERNET(1),
    RAW(101),
    RAW_BSD(12),
    RAW_OPENBSD(14),
    IPV4(228),
    IPV6(229),
    LINUX_COOKED(113),
    LINUX_COOKED_2(276),
    NULL(0),
    LOOP(108),
    PPP(9),
    PPP_HDLC(50),
    PPPOE(51),
    MPLS(219);

    private final int number;

    LinkType(int number) {
        this.number = number;
    }

    static Optional<LinkType> numbered(int number) {
        return Stream.of(values()).filter(t -> t.number == number).findFirst();
    }

    int number() {
        return number;
    }
}
