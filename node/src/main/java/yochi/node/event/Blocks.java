package yochi.node.event;

import java.util.Optional;
import yochi.node.summary.Addresses;
import yochi.node.summary.Places;

/**
 * The nested blocks around an address on which attacks are counted, from wide to narrow. IPv4: what its system
 * announces, /20, /24, the address. IPv6: what its system announces, /48 (the longest prefix that networks exchange,
 * as /24 is of IPv4: RFC 7454 §6.1.3; and what one site gets at most: RFC 6177), /64 (one link: RFC 4291), the
 * address. An announced block wider than a /16, or an IPv6 /32 (what a provider gets at least), is no key: noise of
 * thousands of strangers would pass.
 */
final class Blocks {
    static final int DEPTHS = 5;
    static final int ADDRESS = DEPTHS - 1;

    private static final long WIDEST = 1 << 16;
    private static final long MIDDLE = 1 << 12;
    private static final long NARROW = 1 << 8;
    /** In /64s: an IPv6 /32, and a /48. */
    private static final long WIDEST6 = 1L << 32;

    private static final long SITE6 = 1 << 16;

    private final Places places;
    private final Addresses addresses;

    Blocks(Places places, Addresses addresses) {
        this.places = places;
        this.addresses = addresses;
    }

    /** One block: its level, and the codes of its first and last address. */
    record Block(String level, long first, long last) {
        private static Block aligned(String level, long address, long size) {
            long first = address & -size;
            return new Block(level, first, first + size - 1);
        }
    }

    EventKey key(Block block) {
        return Addresses.isIpv4(block.first())
                ? EventKey.block(block.level(), block.first(), block.last())
                : EventKey.block6(block.level(), addresses.bytes(block.first()), addresses.bytes(block.last()));
    }

    /** The block of that depth, 0 the widest; several depths may give the same. */
    Block around(int depth, long code) {
        if (depth == ADDRESS || addresses.isName(code)) {
            return new Block(EventKey.ADDRESS, code, code);
        }
        return Addresses.isIpv4(code) ? around4(depth, code) : around6(depth, code);
    }

    private Block around4(int depth, long ipv4) {
        Block middle = Block.aligned("/20", ipv4, MIDDLE);
        return switch (depth) {
            case 0 -> announced(ipv4, MIDDLE + 1, WIDEST).orElse(middle);
            case 1 -> middle;
            case 2 -> announced(ipv4, NARROW + 1, MIDDLE).orElse(middle);
            default -> Block.aligned("/24", ipv4, NARROW);
        };
    }

    private Optional<Block> announced(long ipv4, long least, long most) {
        return places.announced(ipv4)
                .filter(range -> range[1] - range[0] + 1 >= least && range[1] - range[0] + 1 <= most)
                .map(range -> new Block(EventKey.ROUTED, range[0], range[1]));
    }

    private Block around6(int depth, long code) {
        long high = addresses.high(code);
        long site = high & -SITE6;
        return switch (depth) {
            case 0 -> announced6(high).orElseGet(() -> block6("/48", site, site + SITE6 - 1, code));
            case 1, 2 -> block6("/48", site, site + SITE6 - 1, code);
            default -> block6("/64", high, high, code);
        };
    }

    private Optional<Block> announced6(long high) {
        return places.announced6(high)
                .filter(range -> range[1] - range[0] + 1 > SITE6 && range[1] - range[0] + 1 <= WIDEST6)
                .map(range -> block6(EventKey.ROUTED, range[0], range[1], Addresses.NONE))
                .filter(block -> block.first() != Addresses.NONE);
    }

    /** The block between the upper halves; the address alone where no code is free for the block. */
    private Block block6(String level, long first, long last, long code) {
        long from = addresses.of(6, first, 0);
        long to = addresses.of(6, last, -1);
        return from == Addresses.NONE || to == Addresses.NONE
                ? new Block(EventKey.ADDRESS, code, code)
                : new Block(level, from, to);
    }
}
