package yochi.node.classify;

import java.util.Arrays;
import yochi.core.model.Service.Protocol;
import yochi.node.observation.PacketBatch;

/**
 * The decision list's short way for batches of plain packets, nearly all of a darknet's: it says the same as the long
 * way by columns, which the compiler turns into vectors, and leaves to the long way whatever asks for more. What flags
 * and ICMP types decide comes from tables that the long way's own rules fill.
 */
final class ShortWay {
    private static final int ICMP = 1;
    private static final int TCP = 6;
    private static final int UDP = 17;
    private static final int U8 = 0xFF;
    private static final int U16 = 0xFFFF;
    /** Which long holds the bit of an address's /16. */
    private static final int TOUCHED_SHIFT = 22;

    private static final int TCP_SERVICE = ServiceNumber.pack(Protocol.TCP, 0);
    private static final int UDP_SERVICE = ServiceNumber.pack(Protocol.UDP, 0);
    /** In what the flags decide: the port counted is the source's. */
    private static final int VICTIM = 1 << VerdictCode.FREE;
    /** In what the flags decide: the relations of tools are asked. */
    private static final int TOOLS = 1 << (VerdictCode.FREE + 1);

    private static final int[] BY_FLAGS = new int[U8 + 1];
    private static final int[] BY_ICMP_TYPE = new int[U8 + 1];
    private static final int[] BY_UDP_RULE = new int[Rule.values().length];
    /** No verdict: the long way must decide. */
    private static final int LONG_WAY = -1;

    static {
        Arrays.setAll(BY_FLAGS, flags -> byFlags(Classifier.tcpRule(flags)));
        Arrays.setAll(BY_ICMP_TYPE, ShortWay::byIcmpType);
        Rule[] rules = Rule.values();
        Arrays.setAll(BY_UDP_RULE, i -> VerdictCode.pack(rules[i], true, UDP_SERVICE, rules[i].marks()));
    }

    private final Datagrams datagrams;
    private final long[] touched = new long[1 << (Integer.SIZE - TOUCHED_SHIFT)];
    private boolean open;

    /** Not 0 where a packet is no ordinary TCP. */
    private final int[] odd = new int[PacketBatch.MOST];

    private final int[] again = new int[PacketBatch.MOST + 1];

    ShortWay(Datagrams datagrams) {
        this.datagrams = datagrams;
    }

    private static int byFlags(Rule rule) {
        return VerdictCode.pack(rule, true, TCP_SERVICE, rule.marks())
                | (rule.victim() ? VICTIM : 0)
                | (rule == Rule.TCP_SYN ? TOOLS : 0);
    }

    private static int byIcmpType(int type) {
        Rule rule = Classifier.icmpRule(type);
        int service = ServiceNumber.pack(Protocol.ICMP, type);
        return rule == Rule.ICMP_ERROR ? LONG_WAY : VerdictCode.pack(rule, true, service, rule.marks());
    }

    /** Goes by these rules from now on: sources that any list may know go the long way. */
    void use(Rules rules) {
        long[] special = rules.special().touched4();
        long[] others = rules.investigative().touched4();
        Arrays.setAll(touched, i -> special[i] | others[i]);
        open = rules.tools().shipped();
    }

    /** Whether the rules leave it open at all. */
    boolean open() {
        return open;
    }

    /**
     * Puts down the verdicts on all packets as if they were ordinary TCP; which are not, it tells then. No branch
     * depends on a packet: which tool scans, and which packet is not TCP, is nearly random.
     *
     * @return how many are to be decided again, see {@link #again}
     */
    int tcp(PacketBatch batch, VerdictBatch verdicts) {
        int n = batch.size();
        lookUp(n, batch.flags(), batch.sources(), verdicts.codes());
        decide(n, batch, verdicts);
        int others = 0;
        for (int i = 0; i < n; i++) {
            again[others] = i;
            others += -odd[i] >>> (Integer.SIZE - 1);
        }
        return others;
    }

    /** Looks up what the flags decide, and whether any list may know the source. */
    private void lookUp(int n, int[] flags, int[] sources, int[] codes) {
        long[] lists = touched;
        for (int i = 0; i < n; i++) {
            int source = sources[i];
            codes[i] = BY_FLAGS[flags[i] & U8];
            odd[i] = (int) (lists[source >>> TOUCHED_SHIFT] >>> (source >>> Short.SIZE)) & 1;
        }
    }

    private void decide(int n, PacketBatch batch, VerdictBatch verdicts) {
        int[] sources = batch.sources();
        int[] destinations = batch.destinations();
        int[] ports = batch.ports();
        int[] sequences = batch.sequences();
        int[] ids = batch.ids();
        int[] lives = batch.lives();
        int[] codes = verdicts.codes();
        int[] relations = verdicts.relations();
        int[] counted = verdicts.counted();
        for (int i = 0; i < n; i++) {
            int byFlags = codes[i];
            int source = sources[i];
            int destination = destinations[i];
            int life = lives[i];
            int sourcePort = ports[i] >>> Short.SIZE;
            int destinationPort = ports[i] & U16;
            int fits = ToolRelations.ofWords(destination, destinationPort, sequences[i], ids[i] >>> Short.SIZE)
                    & (byFlags >> (Integer.SIZE - 1));
            int victim = (byFlags << 1) >> (Integer.SIZE - 1);
            int forged = Classifier.edge(source)
                    | (sourcePort - 1)
                    | (destinationPort - 1)
                    | Classifier.high(life >>> 24, fits);
            codes[i] = (byFlags + ((sourcePort & victim) | (destinationPort & ~victim))) | forgery(forged);
            relations[i] = fits;
            counted[i] = source;
            odd[i] |= (((life >>> Short.SIZE) & U8) ^ TCP) | ToolRelations.bitIfZero(source ^ destination, 1);
        }
    }

    /** The mark of a packet for which that is negative. */
    private static int forgery(int forged) {
        return (forged >> (Integer.SIZE - 1)) & VerdictCode.FORGED;
    }

    /** The number of a packet that is no ordinary TCP. */
    int again(int other) {
        return again[other];
    }

    /** Puts down the verdict on a packet that is no ordinary TCP; false where the long way must decide. */
    boolean other(PacketBatch batch, int i, VerdictBatch verdicts) {
        int source = batch.sources()[i];
        int life = batch.lives()[i];
        int ports = batch.ports()[i];
        boolean touches = (touched[source >>> TOUCHED_SHIFT] & (1L << (source >>> Short.SIZE))) != 0;
        if (touches || source == batch.destinations()[i]) {
            return false;
        }
        int forged = Classifier.edge(source) | Classifier.high(life >>> 24, 0);
        int protocol = (life >>> Short.SIZE) & U8;
        int code;
        if (protocol == UDP) {
            int sourcePort = ports >>> Short.SIZE;
            int destinationPort = ports & U16;
            Rule rule = datagrams.rule(batch.bytes(), batch.network(i), sourcePort, destinationPort);
            code = byRule(rule) + (rule == Rule.UDP_ANSWER ? sourcePort : destinationPort);
            forged |= (sourcePort - 1) | (destinationPort - 1) | Classifier.http(destinationPort);
        } else if (protocol == ICMP && BY_ICMP_TYPE[ports >>> 24] != LONG_WAY) {
            code = BY_ICMP_TYPE[ports >>> 24];
        } else {
            return false;
        }
        verdicts.set(i, code | forgery(forged), source, 0);
        return true;
    }

    @SuppressWarnings("EnumOrdinal") // never leaves the process
    private static int byRule(Rule rule) {
        return BY_UDP_RULE[rule.ordinal()];
    }
}
