package yochi.node.event;

import java.util.List;

/** When packets that concern one victim, or one block of victims, are an attack; used by {@link VictimWatch}. */
interface VictimRule {
    EventKind kind();

    /** The silence that ends an episode. */
    long idleNanos();

    /** What of a key keeps attacks on one victim apart, such as the protocol. */
    int part(int service);

    /**
     * Packets to one other address, with no longer silence, below which they are no attack nor part of one; 0 where
     * all other addresses are judged together.
     */
    default long leastOfOne() {
        return 0;
    }

    /** What a rule keeps as the bytes of a key's record, of two such: bytes add. */
    default long join(long key, long a, long b) {
        return a + b;
    }

    /** What stands for other addresses too many to be told apart, or the address itself where each must be. */
    default long folded(long key, long other) {
        return other;
    }

    /** The attacks in an episode, without those that an address or block alone would tell better. */
    List<Attack> judge(Episode episode);

    /**
     * What a rule says of an episode.
     *
     * @param rule the rule that decided
     * @param vector protocol, service, pattern
     * @param first first packet, nanoseconds
     * @param last last packet
     * @param packets all packets of the key in that time
     * @param slots the attack's own packets
     * @param odds see {@link Event#confidence}
     * @param marks what else is known
     */
    record Attack(
            String rule,
            String vector,
            long first,
            long last,
            long packets,
            List<Slot> slots,
            double odds,
            List<String> marks) {
        public Attack {
            slots = List.copyOf(slots);
            marks = List.copyOf(marks);
        }

        /** An attack that is all of its episode. */
        static Attack whole(String rule, String vector, Episode e, double odds, List<String> marks) {
            return new Attack(rule, vector, e.first(), e.last(), e.packets(), e.slots(), odds, marks);
        }
    }
}
