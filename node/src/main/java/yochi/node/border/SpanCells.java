package yochi.node.border;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import yochi.node.border.WindowCells.About;
import yochi.node.summary.Addresses;
import yochi.node.summary.ClosedWindow;
import yochi.node.summary.LongCounts;

/**
 * The cells of several windows under fewer dimensions, without undoing what the windows' own judgement hid: cells that
 * left with their window are added up; of those that did not the {@link DifferenceAudit} says which may join.
 */
final class SpanCells {
    private final PrivacyPolicy policy;
    private final Addresses addresses;
    private final DifferenceAudit audit;
    private final Sieve sieve;
    private final Map<About, Integer> numbers = new HashMap<>();
    private final List<About> abouts = new ArrayList<>();
    private final List<Long> packets = new ArrayList<>();
    private final List<List<HiddenCell>> hidden = new ArrayList<>();
    private final Map<HiddenCell.Key, HiddenCell> known = new HashMap<>();
    private final LongCounts pairs = new LongCounts(64);
    private final Map<About, List<HiddenCell>> admitted = new HashMap<>();

    /**
     * One cell of the answer.
     *
     * @param about what it is about
     * @param packets packets, or other records
     * @param addresses distinct addresses
     */
    record Cell(About about, long packets, long addresses) {}

    SpanCells(PrivacyPolicy policy, Addresses addresses, DifferenceAudit audit, Sieve sieve) {
        this.policy = policy;
        this.sieve = sieve;
        this.addresses = addresses;
        this.audit = audit;
    }

    /**
     * Adds a window, judged by itself under all dimensions of the policy.
     *
     * @param asked which cells of fewer dimensions the answer is about
     * @param remembered whether everything that was ever answered of it is known; of others only whole groups of the
     *     report join
     */
    void add(
            ClosedWindow closed,
            String nodeName,
            UnaryOperator<About> fold,
            Predicate<About> asked,
            boolean remembered) {
        ClosedWindow window = sieve.of(closed).window();
        WindowCells cells = new WindowCells(policy, nodeName, window.epochs());
        Judgement judgement = new Judgement(policy, cells);
        HiddenCell[] own = new HiddenCell[cells.size()];
        int[] target = new int[cells.size()];
        Map<Object, Set<HiddenCell.Key>> folded = new HashMap<>();
        for (int cell = 0; cell < target.length; cell++) {
            About about = cells.about(cell);
            About wider = fold.apply(about);
            boolean counts = asked.test(wider);
            target[cell] = counts ? number(wider) : -1;
            if (judgement.visible(cell)) {
                add(target[cell], cells.told(cell));
                continue;
            }
            HiddenCell.Key key = new HiddenCell.Key(window.window(), window.late(), about);
            own[cell] = new HiddenCell(
                    key, cells.packets(cell), cells.told(cell), cells.sensors(cell), remembered);
            known.put(key, own[cell]);
            if (counts) {
                hidden.get(target[cell]).add(own[cell]);
            }
            if (judgement.inPartyTotal(cell)) {
                Object group = judgement.inTypeTotal(cell)
                        ? about.typeGroup()
                        : about.typeGroup().partyGroup();
                folded.computeIfAbsent(group, g -> new HashSet<>()).add(key);
            }
        }
        folded.values().forEach(audit::released);
        cells.forEachPair((pair, n) -> {
            int cell = WindowCells.number(pair);
            long address = WindowCells.address(pair);
            if (own[cell] != null) {
                own[cell].address(address, n);
            } else if (target[cell] >= 0) {
                pairs.add(WindowCells.pair(target[cell], address), n);
            }
        });
    }

    private int number(About about) {
        return numbers.computeIfAbsent(about, a -> {
            abouts.add(a);
            packets.add(0L);
            hidden.add(new ArrayList<>());
            return abouts.size() - 1;
        });
    }

    private void add(int number, long n) {
        if (number >= 0) {
            packets.set(number, packets.get(number) + n);
        }
    }

    /** The cells that may leave: those that have not a single address in the answer are left out. */
    List<Cell> judged() {
        for (int i = 0; i < abouts.size(); i++) {
            List<HiddenCell> joins =
                    audit.admit(hidden.get(i), known, group -> HiddenCell.pass(group, policy, addresses));
            for (HiddenCell cell : joins) {
                add(i, cell.told());
                cell.into(pairs, i);
            }
            admitted.put(abouts.get(i), joins);
        }
        long[] distinct = new long[abouts.size()];
        pairs.forEach((pair, n) -> distinct[WindowCells.number(pair)]++);
        List<Cell> out = new ArrayList<>();
        for (int i = 0; i < distinct.length; i++) {
            if (distinct[i] > 0) {
                out.add(new Cell(abouts.get(i), packets.get(i), distinct[i]));
            }
        }
        return out;
    }

    /** The hidden cells that count in each cell of the answer; after {@link #judged}. */
    Map<About, List<HiddenCell>> admitted() {
        return Map.copyOf(admitted);
    }
}
