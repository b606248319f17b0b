package yochi.node.anonymise;

/**
 * Rewrites the addresses of one frame in place: IPv4, IPv6, ARP, packets inside tunnels and ICMP errors; checksums
 * change with them, since an old one beside a new address would tell of the old. Options that may hold addresses are
 * blanked, and what cannot be looked through is cut off.
 */
final class FrameRewriter {
    /** The frame may not be kept. */
    static final int DROP = -1;

    private static final int ETHERNET = 1;
    private static final int COOKED = 113;
    private static final int COOKED_2 = 276;
    private static final int ARP = 0x0806;
    private static final int IPV4 = 0x0800;
    private static final int IPV6 = 0x86DD;
    private static final int MPLS = 0x8847;
    private static final int PPPOE = 0x8864;
    private static final int MOST_SHIMS = 8;
    private static final int ARP_BYTES = 28;
    private static final int IPV4_HEADER = 20;
    private static final int IPV6_HEADER = 40;
    private static final int MOST_DEPTH = 4;
    private static final int NO_OPERATION = 0x0101;
    private static final int PAD_N = 1;
    private static final int ICMP_HEADER = 8;
    private static final int REDIRECT = 5;

    private final CryptoPan pan;
    private final boolean payload;

    /**
     * A rewriter.
     *
     * @param payload whether payloads are kept as they are, with whatever addresses stand in them
     */
    FrameRewriter(CryptoPan pan, boolean payload) {
        this.pan = pan;
        this.payload = payload;
    }

    static boolean reads(int link) {
        return switch (link) {
            case ETHERNET, COOKED, COOKED_2, 0, 108, 12, 14, 101, 228, 229 -> true;
            default -> false;
        };
    }

    /** Where the kept part of the frame ends, or {@link #DROP}. */
    int rewrite(int link, byte[] b, int from, int end) {
        return switch (link) {
            case ETHERNET -> typed(b, from + 12, end);
            case COOKED -> typed(b, from + 14, end);
            case COOKED_2 -> end - from < 20 ? DROP : network(Bytes.u16(b, from), b, from + 20, end);
            case 0, 108 -> byVersion(b, from + Integer.BYTES, end, 0);
            default -> byVersion(b, from, end, 0);
        };
    }

    private int typed(byte[] b, int typeAt, int end) {
        return typeAt + 2 > end ? DROP : network(Bytes.u16(b, typeAt), b, typeAt + 2, end);
    }

    private int network(int type, byte[] b, int from, int end) {
        int inner = type;
        int at = from;
        for (int shims = 0; shims < MOST_SHIMS; shims++) {
            switch (inner) {
                case IPV4, IPV6 -> {
                    return byVersion(b, at, end, 0);
                }
                case ARP -> {
                    return arp(b, at, end);
                }
                case MPLS -> {
                    boolean bottom = at + 4 <= end && (b[at + 2] & 1) != 0;
                    at += 4;
                    if (bottom) {
                        return byVersion(b, at, end, 0);
                    }
                }
                case PPPOE -> {
                    return byVersion(b, at + 8, end, 0);
                }
                case 0x8100, 0x88A8, 0x9100 -> {
                    if (at + 4 > end) {
                        return DROP;
                    }
                    inner = Bytes.u16(b, at + 2);
                    at += 4;
                }
                default -> {
                    return DROP;
                }
            }
        }
        return DROP;
    }

    private int arp(byte[] b, int at, int end) {
        boolean whole = at + ARP_BYTES <= end && Bytes.i32(b, at) == 0x0001_0800 && Bytes.u16(b, at + 4) == 0x0604;
        if (!whole) {
            return DROP;
        }
        Bytes.put(b, at + 14, pan.ipv4(Bytes.i32(b, at + 14)));
        Bytes.put(b, at + 24, pan.ipv4(Bytes.i32(b, at + 24)));
        return at + ARP_BYTES;
    }

    private int byVersion(byte[] b, int at, int end, int depth) {
        if (at >= end || depth == MOST_DEPTH) {
            return DROP;
        }
        return switch (b[at] >> 4) {
            case 4 -> ipv4(b, at, end, depth);
            case 6 -> ipv6(b, at, end, depth);
            default -> DROP;
        };
    }

    private int ipv4(byte[] b, int at, int end, int depth) {
        int header = (b[at] & 0xF) * Integer.BYTES;
        if (header < IPV4_HEADER || at + header > end) {
            return DROP;
        }
        int source = Bytes.i32(b, at + 12);
        int destination = Bytes.i32(b, at + 16);
        int newSource = pan.ipv4(source);
        int newDestination = pan.ipv4(destination);
        long before = Bytes.words(source) + Bytes.words(destination);
        long after = Bytes.words(newSource) + Bytes.words(newDestination);
        Bytes.put(b, at + 12, newSource);
        Bytes.put(b, at + 16, newDestination);
        long optionsBefore = Bytes.words(b, at + IPV4_HEADER, at + header);
        for (int i = at + IPV4_HEADER; i < at + header; i += 2) {
            Bytes.put16(b, i, NO_OPERATION);
        }
        Bytes.adjust(
                b, at + 10, before + optionsBefore, after + Bytes.words(b, at + IPV4_HEADER, at + header));
        boolean first = (Bytes.u16(b, at + 6) & 0x1FFF) == 0;
        if (!first) {
            return payload ? end : at + header;
        }
        int length = Bytes.u16(b, at + 2);
        int inside = length < header ? end : Math.min(end, at + length);
        int kept = transport(b[at + 9] & 0xFF, b, at + header, inside, before, after, depth);
        return payload && kept == inside ? end : kept;
    }

    private int ipv6(byte[] b, int at, int end, int depth) {
        if (at + IPV6_HEADER > end) {
            return DROP;
        }
        long before = 0;
        long after = 0;
        for (int field = at + 8; field < at + IPV6_HEADER; field += 2 * Long.BYTES) {
            long high = Bytes.i64(b, field);
            long low = Bytes.i64(b, field + Long.BYTES);
            pan.ipv6(high, low);
            before += Bytes.words(high) + Bytes.words(low);
            after += Bytes.words(pan.high()) + Bytes.words(pan.low());
            Bytes.put(b, field, pan.high());
            Bytes.put(b, field + Long.BYTES, pan.low());
        }
        int next = b[at + 6] & 0xFF;
        int inner = at + IPV6_HEADER;
        while (next == 0 || next == 60) {
            int bytes = inner + 2 > end ? 0 : 8 + 8 * (b[inner + 1] & 0xFF);
            if (bytes == 0 || inner + bytes > end) {
                return inner;
            }
            next = b[inner] & 0xFF;
            blank(b, inner + 2, inner + bytes);
            inner += bytes;
        }
        if (next == 44 && inner + 8 <= end) {
            boolean first = (Bytes.u16(b, inner + 2) & 0xFFF8) == 0;
            next = first ? b[inner] & 0xFF : 59;
            inner += 8;
            if (!first) {
                return payload ? end : inner;
            }
        }
        return transport(next, b, inner, end, before, after, depth);
    }

    /** Options of a hop-by-hop or destination header become padding, since some hold a home address. */
    private static void blank(byte[] b, int from, int end) {
        int at = from;
        while (at < end) {
            int bytes = Math.min(end - at, 257);
            if (bytes == 1) {
                b[at] = 0;
            } else {
                b[at] = PAD_N;
                b[at + 1] = (byte) (bytes - 2);
                java.util.Arrays.fill(b, at + 2, at + bytes, (byte) 0);
            }
            at += bytes;
        }
    }

    private int transport(int protocol, byte[] b, int at, int end, long before, long after, int depth) {
        return switch (protocol) {
            case 6 -> {
                sum(b, at + 16, end, before, after);
                int header = at + 13 > end - 1 ? IPV4_HEADER : (b[at + 12] >>> 4 & 0xF) * Integer.BYTES;
                yield payload ? end : Math.min(end, at + Math.max(IPV4_HEADER, header));
            }
            case 17 -> {
                if (at + 8 <= end && Bytes.u16(b, at + 6) != 0) {
                    sum(b, at + 6, end, before, after);
                    if (Bytes.u16(b, at + 6) == 0) {
                        Bytes.put16(b, at + 6, 0xFFFF);
                    }
                }
                yield payload ? end : Math.min(end, at + 8);
            }
            case 1 -> icmp(b, at, end, depth);
            case 58 -> icmp6(b, at, end, before, after, depth);
            case 4, 41 -> Math.max(at, byVersion(b, at, end, depth + 1));
            case 47, 43, 44, 135, 139, 140, 51 -> Math.min(at, end); // may hold addresses: not looked into
            default -> payload ? end : Math.min(at, end);
        };
    }

    private static void sum(byte[] b, int at, int end, long before, long after) {
        if (at + 2 <= end) {
            Bytes.adjust(b, at, before, after);
        }
    }

    private int icmp(byte[] b, int at, int end, int depth) {
        if (at + ICMP_HEADER > end) {
            return Math.min(at, end);
        }
        int type = b[at] & 0xFF;
        boolean error = type == 3 || type == 4 || type == REDIRECT || type == 11 || type == 12;
        boolean echo = type == 0 || type == 8;
        if (!error) {
            return payload && echo ? end : at + (echo || type > 12 ? ICMP_HEADER : Integer.BYTES);
        }
        long before = Bytes.words(b, at + Integer.BYTES, end);
        if (type == REDIRECT) {
            Bytes.put(b, at + 4, pan.ipv4(Bytes.i32(b, at + 4)));
        }
        int kept = Math.max(at + ICMP_HEADER, byVersion(b, at + ICMP_HEADER, end, depth + 1));
        java.util.Arrays.fill(b, kept, end, (byte) 0);
        Bytes.adjust(b, at + 2, before, Bytes.words(b, at + Integer.BYTES, end));
        return kept;
    }

    private int icmp6(byte[] b, int at, int end, long before, long after, int depth) {
        if (at + ICMP_HEADER > end) {
            return Math.min(at, end);
        }
        int type = b[at] & 0xFF;
        if (type > 4) {
            sum(b, at + 2, end, before, after);
            boolean echo = type == 128 || type == 129;
            return payload && echo ? end : at + ICMP_HEADER; // neighbour discovery holds addresses
        }
        long inside = Bytes.words(b, at + ICMP_HEADER, end);
        int kept = Math.max(at + ICMP_HEADER, byVersion(b, at + ICMP_HEADER, end, depth + 1));
        java.util.Arrays.fill(b, kept, end, (byte) 0);
        Bytes.adjust(b, at + 2, before + inside, after + Bytes.words(b, at + ICMP_HEADER, end));
        return kept;
    }
}
