package yochi.node.event;

import java.util.Optional;
import yochi.node.summary.Places;

/**
 * The nested blocks around an IPv4 address on which attacks are counted, from wide to narrow: what its system
 * announces, /20, /24, the address. An announced block wider than a /16 is no key: noise of thousands of strangers
 * would pass.
 */
final class Blocks {
    static final int DEPTHS = 5;
    static final int ADDRESS = DEPTHS - 1;

    private static final long WIDEST = 1 << 16;
    private static final long MIDDLE = 1 << 12;
    private static final long NARROW = 1 << 8;

    private final Places places;

    Blocks(Places places) {
        this.places = places;
    }

    /** One block around an address. */
    record Block(String level, long first, long last) {
        private static Block aligned(String level, long address, long size) {
            long first = address & -size;
            return new Block(level, first, first + size - 1);
        }

        EventKey key() {
            return EventKey.block(level, first, last);
        }
    }

    /** The block of that depth, 0 the widest; several depths may give the same. */
    Block around(int depth, long ipv4) {
        Block middle = Block.aligned("/20", ipv4, MIDDLE);
        return switch (depth) {
            case 0 -> announced(ipv4, MIDDLE + 1, WIDEST).orElse(middle);
            case 1 -> middle;
            case 2 -> announced(ipv4, NARROW + 1, MIDDLE).orElse(middle);
            case 3 -> Block.aligned("/24", ipv4, NARROW);
            default -> new Block(EventKey.ADDRESS, ipv4, ipv4);
        };
    }

    private Optional<Block> announced(long ipv4, long least, long most) {
        return places.announced(ipv4)
                .filter(range -> range[1] - range[0] + 1 >= least && range[1] - range[0] + 1 <= most)
                .map(range -> new Block(EventKey.ROUTED, range[0], range[1]));
    }
}
