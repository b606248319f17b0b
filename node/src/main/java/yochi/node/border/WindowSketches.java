package yochi.node.border;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import yochi.core.model.Asn;
import yochi.core.model.CellKey;
import yochi.core.model.Country;
import yochi.core.model.Epoch;
import yochi.core.model.Measure;
import yochi.core.model.Metric;
import yochi.core.model.Party;
import yochi.core.model.Tool;
import yochi.core.sketch.DistinctSketch;
import yochi.node.border.WindowCells.About;
import yochi.node.summary.LongCounts;
import yochi.node.summary.LongIndex;

/** The distinct sets of one window as keyed sketches; tools and places of one service are joined. */
final class WindowSketches {
    /** Strata of brightness; 2^15 packets a window and more from one source are the last. */
    private static final int STRATA = 16;

    private final WindowCells cells;
    private final Epoch window;
    private final SketchKeys.Key key;
    private final List<About> wanted = new ArrayList<>();
    private final Map<About, Integer> numbers = new HashMap<>();
    private final List<List<Integer>> cellsOf = new ArrayList<>();
    private final Map<Party, LongIndex> indices = new EnumMap<>(Party.class);
    private final Map<Party, Tokens> known = new EnumMap<>(Party.class);
    private long tooSmall;

    WindowSketches(WindowCells cells, Epoch window, SketchKeys.Key key) {
        this.cells = cells;
        this.window = window;
        this.key = key;
    }

    /** Says in which released rows a cell counts. */
    void assign(int cell, Stream<About> rows) {
        rows.filter(about -> !about.type().isRest())
                .map(about -> new About(
                        about.sensorGroup(), about.type(), about.service(), Tool.NONE, Country.UNKNOWN, Asn.UNKNOWN))
                .distinct()
                .forEach(about -> {
                    int number = numbers.computeIfAbsent(about, a -> {
                        wanted.add(a);
                        cellsOf.add(new ArrayList<>());
                        return wanted.size() - 1;
                    });
                    cellsOf.get(number).add(cell);
                });
    }

    /** Sets that stayed at home since they hold too few addresses. */
    long tooSmall() {
        return tooSmall;
    }

    /** Sets of at least that many addresses. */
    Map<CellKey, Map<Metric, Measure>> measures(PrivacyPolicy.Sketches rule) {
        Map<CellKey, Map<Metric, Measure>> out = new TreeMap<>();
        for (int i = 0; i < wanted.size(); i++) {
            Map<Metric, Measure> measures = measures(wanted.get(i), cellsOf.get(i), rule);
            if (!measures.isEmpty()) {
                out.put(wanted.get(i).in(window), measures);
            }
        }
        return out;
    }

    private Map<Metric, Measure> measures(About about, List<Integer> members, PrivacyPolicy.Sketches rule) {
        LongCounts joined = new LongCounts(0);
        members.forEach(cell -> cells.addresses(cell, joined));
        Tokens all = new Tokens();
        List<Tokens> strata = about.type().isTotal() ? Stream.generate(Tokens::new).limit(STRATA).toList() : List.of();
        joined.forEach((address, n) -> {
            long token = token(about.type().party(), address);
            all.add(token);
            if (!strata.isEmpty()) {
                strata.get(Math.min(STRATA - 1, 31 - Integer.numberOfLeadingZeros(n))).add(token);
            }
        });
        Map<Metric, Measure> measures = new TreeMap<>();
        tooSmall += all.into(measures, Metric.SOURCES, rule);
        for (int stratum = 0; stratum < strata.size(); stratum++) {
            tooSmall += strata.get(stratum).into(measures, Metric.sourcesOfBrightness(stratum), rule);
        }
        return measures;
    }

    /** Each address's token, computed once a window and context. */
    private long token(Party party, long address) {
        Tokens tokens = known.computeIfAbsent(party, p -> new Tokens());
        int index = indices.computeIfAbsent(party, p -> new LongIndex()).of(address);
        if (index == tokens.size) {
            tokens.add(key.token(party, cells.addresses().bytes(address)));
        }
        return tokens.values[index];
    }

    /** Tokens of one sketch; added in ascending order, so that the same set always gives the same bytes. */
    private static final class Tokens {
        private long[] values = new long[8];
        private int size;

        void add(long token) {
            if (size == values.length) {
                values = Arrays.copyOf(values, 2 * size);
            }
            values[size++] = token;
        }

        /** Adds the sketch, or counts 1 where it is too small. */
        int into(Map<Metric, Measure> measures, Metric metric, PrivacyPolicy.Sketches rule) {
            if (size >= rule.atLeast()) {
                measures.put(metric, new Measure.DistinctSet(sketch(rule.sample())));
                return 0;
            }
            return size > 0 ? 1 : 0;
        }

        private DistinctSketch sketch(double sample) {
            Arrays.sort(values, 0, size);
            DistinctSketch sketch = sample < 1 ? DistinctSketch.sampling(sample) : DistinctSketch.empty();
            for (int i = 0; i < size; i++) {
                sketch.add(values[i]);
            }
            return sketch;
        }
    }
}
