package yochi.node.border;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import yochi.core.model.Suppressed;
import yochi.node.border.WindowCells.About;
import yochi.node.summary.Addresses;
import yochi.node.summary.ClosedWindow;
import yochi.node.summary.LongCounts;

/**
 * The cells of several windows under fewer dimensions, without undoing what the windows' own judgement hid: cells that
 * left with their window are added up; those that did not are pooled, and join only if the pool passes the policy as a
 * group. So the difference of an answer and the reports isolates no group that fails.
 */
final class SpanCells {
    private final PrivacyPolicy policy;
    private final Addresses addresses;
    private final Map<About, Integer> numbers = new HashMap<>();
    private final List<About> abouts = new ArrayList<>();
    private final List<Part> shown = new ArrayList<>();
    private final List<Part> hidden = new ArrayList<>();
    private final LongCounts shownPairs = new LongCounts(64);
    private final LongCounts hiddenPairs = new LongCounts(64);

    /** What one side of a cell adds up to. */
    private static final class Part {
        private long packets;
        private long cells;
        private long addresses;
        private long largest;
        private final Set<Integer> sensors = new HashSet<>(2);
        private final Set<Long> networks = new HashSet<>(4);
    }

    /**
     * One cell of the answer.
     *
     * @param about what it is about
     * @param packets packets, or other records
     * @param addresses distinct addresses
     */
    record Cell(About about, long packets, long addresses) {}

    SpanCells(PrivacyPolicy policy, Addresses addresses) {
        this.policy = policy;
        this.addresses = addresses;
    }

    /** Adds a window, judged by itself under all dimensions of the policy. */
    void add(ClosedWindow window, String nodeName, UnaryOperator<About> fold) {
        WindowCells cells = new WindowCells(policy, nodeName, window.epochs());
        Judgement judgement = new Judgement(policy, cells);
        int[] target = new int[cells.size()];
        for (int cell = 0; cell < target.length; cell++) {
            int number = number(fold.apply(cells.about(cell)));
            target[cell] = number;
            Part part = (judgement.visible(cell) ? shown : hidden).get(number);
            part.packets += cells.packets(cell);
            part.cells++;
            part.sensors.addAll(cells.sensors(cell));
        }
        cells.pairs().forEach((pair, n) -> {
            int cell = WindowCells.number(pair);
            (judgement.visible(cell) ? shownPairs : hiddenPairs)
                    .add(WindowCells.pair(target[cell], WindowCells.address(pair)), n);
        });
    }

    private int number(About about) {
        return numbers.computeIfAbsent(about, a -> {
            abouts.add(a);
            shown.add(new Part());
            hidden.add(new Part());
            return abouts.size() - 1;
        });
    }

    private void weigh() {
        hiddenPairs.forEach((pair, n) -> {
            Part part = hidden.get(WindowCells.number(pair));
            part.addresses++;
            part.largest = Math.max(part.largest, n);
            if (part.networks.size() < policy.networks()) {
                part.networks.add(addresses.network(WindowCells.address(pair)));
            }
        });
    }

    private boolean passes(Part pool) {
        return pool.addresses >= policy.k()
                && pool.networks.size() >= policy.networks()
                && pool.sensors.size() >= policy.sensors()
                && pool.largest < policy.dominance() * pool.packets;
    }

    /** The cells that may leave, and what stays. */
    List<Cell> judged() {
        weigh();
        hiddenPairs.forEach((pair, n) -> {
            if (passes(hidden.get(WindowCells.number(pair)))) {
                shownPairs.add(pair, n);
            }
        });
        long[] distinct = new long[abouts.size()];
        shownPairs.forEach((pair, n) -> distinct[WindowCells.number(pair)]++);
        List<Cell> out = new ArrayList<>();
        for (int i = 0; i < distinct.length; i++) {
            long packets = shown.get(i).packets + (passes(hidden.get(i)) ? hidden.get(i).packets : 0);
            if (distinct[i] > 0) {
                out.add(new Cell(abouts.get(i), packets, distinct[i]));
            }
        }
        return out;
    }

    /** Cells and packets that the answer does not hold; after {@link #judged}. */
    Suppressed suppressed() {
        long cells = 0;
        long packets = 0;
        long total = 0;
        for (int i = 0; i < abouts.size(); i++) {
            total += shown.get(i).packets + hidden.get(i).packets;
            if (!passes(hidden.get(i))) {
                cells += hidden.get(i).cells;
                packets += hidden.get(i).packets;
            }
        }
        return new Suppressed(cells, Border.rounded(packets), Border.rounded(total));
    }
}
