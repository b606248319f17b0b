package yochi.analysis.propagation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import yochi.analysis.propagation.ArrivalNetwork.Column;

/**
 * A network fitted to cascades, with the guesses of the true arrivals that it rests on: guesses and fits take turns
 * (stochastic EM), since a small telescope sees late.
 *
 * @param guesses several per cascade, those of one cascade beside each other
 * @param weights of the guesses; those of one cascade sum to 1
 */
@SuppressWarnings("ArrayRecordComponent") // numbers as they were computed, never compared
record FittedArrivals(ArrivalNetwork network, List<Arrivals> guesses, double[] weights, int perCascade) {
    /** Sweeps over a cascade's regions between two fits, and updates in each of these (own choice). */
    private static final int SWEEPS = 2;

    private static final int UPDATES = 20;

    static FittedArrivals of(ArrivalAnalysis.Settings settings, int regions, List<Cascade> cascades) {
        List<ArrivalDraws> draws =
                cascades.stream().map(c -> new ArrivalDraws(c, settings.seed())).toList();
        List<Arrivals> sighted = cascades.stream()
                .map(c -> new ArrivalDraws(c.uncorrected(), settings.seed()).copy())
                .toList();
        ArrivalNetwork now = plain(sighted, even(sighted, 1), ArrivalNetwork.start(regions, usualRate(cascades)));
        Deque<List<Arrivals>> pool = new ArrayDeque<>();
        for (int turn = 0; turn < settings.turns() && !Thread.currentThread().isInterrupted(); turn++) {
            ArrivalNetwork given = now;
            pool.addLast(draws.stream().map(d -> d.take(given, 1, SWEEPS).getFirst()).toList());
            if (pool.size() > settings.draws()) {
                pool.removeFirst();
            }
            List<Arrivals> all = pool.stream().flatMap(List::stream).toList();
            now = plain(all, even(all, pool.size()), now);
        }
        int per = Math.max(1, pool.size());
        List<Arrivals> last = new ArrayList<>();
        for (int c = 0; c < cascades.size(); c++) {
            for (List<Arrivals> turn : pool) {
                last.add(turn.get(c));
            }
        }
        double[] weights = even(last, per);
        Column[] columns = new Column[regions];
        for (int i = 0; i < regions; i++) {
            columns[i] = new ArrivalFit(i, regions, last, weights, settings.strictness()).fit(wide(now, i));
        }
        return new FittedArrivals(new ArrivalNetwork(columns), last, weights, per);
    }

    private static double[] even(List<Arrivals> guesses, int per) {
        double[] out = new double[guesses.size()];
        Arrays.fill(out, 1.0 / per);
        return out;
    }

    /** Without penalty: a network that is drawn down would guess arrivals too far apart. */
    private static ArrivalNetwork plain(List<Arrivals> from, double[] weights, ArrivalNetwork start) {
        Column[] out = new Column[start.columns().length];
        for (int i = 0; i < out.length; i++) {
            out[i] = new ArrivalFit(i, out.length, from, weights, 0).some(wide(start, i), UPDATES);
        }
        return new ArrivalNetwork(out);
    }

    /** Arrivals by the time that regions waited for them. */
    private static double usualRate(List<Cascade> of) {
        double seen = 1;
        double hours = 1;
        for (Cascade c : of) {
            for (int i = 0; i < c.regions(); i++) {
                seen += c.seen(i) ? 1 : 0;
                hours += c.watched()[i] ? Math.max(0, (c.seen(i) ? c.to()[i] : c.end()) - c.start()) : 0;
            }
        }
        return seen / hours;
    }

    /** Every arrow gets another chance: what is zero stays zero in the updates. */
    static Column wide(ArrivalNetwork from, int region) {
        Column c = from.columns()[region];
        int regions = from.columns().length;
        double even = Math.max(1e-9, (c.outside() + c.common() + Arrays.stream(c.from()).sum()) / (10 * regions));
        double[] up = Arrays.stream(c.from()).map(w -> w + even).toArray();
        up[region] = 0;
        return new Column(c.outside() + even, c.common() + even, up);
    }

    int regions() {
        return network.columns().length;
    }

    /** The network with another column into one region. */
    ArrivalNetwork with(int region, Column column) {
        Column[] columns = network.columns().clone();
        columns[region] = column;
        return new ArrivalNetwork(columns);
    }

    ArrivalFit fit(int region, double strictness) {
        return new ArrivalFit(region, regions(), guesses, weights, strictness);
    }
}
