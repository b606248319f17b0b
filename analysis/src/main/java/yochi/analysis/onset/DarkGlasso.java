package yochi.analysis.onset;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The published detector Dark-GLASSO with its own parameters, as the reference that ours must beat (Han et al., IEICE
 * Trans. Inf. & Syst. E103-D(10), 2020): ten minutes in 12 slots, sources as /16, at most 1,000 of them, natural logs
 * of the counts with zeros as 0.1, covariance with divisor 12, graphical lasso at six penalties, the density of each
 * beside those of three days. Other than the published program, the sample of 1,000 is drawn from a seed, the penalties
 * are exact decimals, and an entry counts when both of its halves do. Windows are added in their order.
 */
public final class DarkGlasso {
    private static final double[] PENALTIES = {0.4, 0.5, 0.6, 0.7, 0.8, 0.9};
    /** What a slot without a packet counts as. */
    private static final double ZERO = 0.1;

    private static final double SHARE = 0.1;
    private static final int MANY = 20;

    private final Settings settings;
    private final long seed;
    private final List<Deque<Past>> history = new ArrayList<>();
    private long windows;

    private record Past(long window, double density) {}

    /**
     * How it works.
     *
     * @param slots of a window
     * @param most sources compared, drawn at random from more
     * @param history windows remembered for each penalty
     * @param least windows remembered before which nothing is told
     * @param theta ratio of variances of the alarm
     * @param lasso solver
     */
    public record Settings(int slots, int most, int history, int least, double theta, GraphicalLasso lasso) {
        /** As published; nothing is told before three days have been seen. */
        public static final Settings PUBLISHED = new Settings(12, 1_000, 432, 432, 0.98, GraphicalLasso.usual());

        public Settings {
            if (slots < 2 || most < 2 || least < 2 || history < least || !(theta > 0 && theta < 1)) {
                throw new IllegalArgumentException("slots " + slots + ", most " + most + ", history " + history
                        + ", least " + least + ", theta " + theta);
            }
        }
    }

    /**
     * What one window says.
     *
     * @param networks active ones
     * @param compared of them
     * @param levels one for each penalty, ascending
     * @param ports services of an alarmed window that many networks sent to, by service
     */
    public record Verdict(int networks, int compared, List<Level> levels, List<Port> ports) {
        public Verdict {
            levels = List.copyOf(levels);
            ports = List.copyOf(ports);
        }

        public boolean alarm() {
            return levels.stream().anyMatch(Level::alarm);
        }
    }

    /**
     * One penalty.
     *
     * @param edges of the precision
     * @param density edges over p (p-1), as published: half of the share of pairs
     * @param z standard deviations above the mean of what is remembered, this window among it; 0 while that is little
     * @param alarm whether the clip takes this window out
     * @param late earlier windows that it takes out only now
     */
    public record Level(double penalty, long edges, double density, double z, boolean alarm, int late) {}

    /**
     * A service that many networks sent to.
     *
     * @param level 1 for at least a tenth of the networks and 20 of them, 2 for fewer than 20, 4 for one dark address
     *     taking over 70 % (level 3, weaker ones, is not listed)
     */
    public record Port(int level, PortUse use) {}

    /**
     * Remembers nothing yet.
     *
     * @param seed of the sample where there are more sources than are compared
     */
    public DarkGlasso(Settings settings, long seed) {
        this.settings = settings;
        this.seed = seed;
        for (int i = 0; i < PENALTIES.length; i++) {
            history.add(new ArrayDeque<>());
        }
    }

    /** The next window's verdict. */
    public Verdict add(DarkPackets window) {
        if (window.slots() != settings.slots()) {
            throw new IllegalArgumentException(settings.slots() + " slots, not " + window.slots());
        }
        SlotPackets packets = window.byNetwork();
        int[] chosen = sample(packets.keys().length);
        double[][] covariance = covariance(packets.counts(), chosen);
        List<Level> levels = new ArrayList<>();
        for (int i = 0; i < PENALTIES.length; i++) {
            levels.add(level(i, covariance));
        }
        windows++;
        boolean alarm = levels.stream().anyMatch(Level::alarm);
        return new Verdict(
                packets.keys().length, chosen.length, levels, alarm ? ports(window, packets.keys()) : List.of());
    }

    /** Rows compared. */
    private int[] sample(int rows) {
        int[] out = IntStream.range(0, rows).toArray();
        if (rows <= settings.most()) {
            return out;
        }
        SplittableRandom random = new SplittableRandom(seed + windows * 0x9e3779b97f4a7c15L);
        for (int i = 0; i < settings.most(); i++) {
            int other = i + random.nextInt(out.length - i);
            int kept = out[i];
            out[i] = out[other];
            out[other] = kept;
        }
        out = Arrays.copyOf(out, settings.most());
        Arrays.sort(out);
        return out;
    }

    private static double[][] covariance(int[][] counts, int[] chosen) {
        double[][] rows = new double[chosen.length][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = centredLogs(counts[chosen[i]]);
        }
        return covariance(rows);
    }

    /** Natural logs of the counts, less their mean. */
    static double[] centredLogs(int[] counts) {
        double[] out = new double[counts.length];
        double sum = 0;
        for (int s = 0; s < out.length; s++) {
            out[s] = Math.log(counts[s] == 0 ? ZERO : counts[s]);
            sum += out[s];
        }
        for (int s = 0; s < out.length; s++) {
            out[s] -= sum / out.length;
        }
        return out;
    }

    static double[][] covariance(double[][] centred) {
        double[][] out = new double[centred.length][centred.length];
        for (int i = 0; i < out.length; i++) {
            for (int j = 0; j <= i; j++) {
                out[i][j] = CovarianceGraph.covariance(centred[i], centred[j]);
                out[j][i] = out[i][j];
            }
        }
        return out;
    }

    private Level level(int i, double[][] covariance) {
        int p = covariance.length;
        long edges = p < 2 ? 0 : settings.lasso().solve(covariance, PENALTIES[i]).edges();
        double density = p < 2 ? 0 : edges / ((double) p * (p - 1));
        Deque<Past> past = history.get(i);
        past.addLast(new Past(windows, density));
        past.removeIf(old -> old.window() <= windows - settings.history());
        if (windows + 1 < settings.least()) {
            return new Level(PENALTIES[i], edges, density, 0, false, 0);
        }
        double[] sorted = past.stream().mapToDouble(Past::density).sorted().toArray();
        double z = VarianceClip.z(sorted, sorted.length, density);
        int kept = VarianceClip.kept(sorted, settings.theta());
        if (kept == sorted.length) {
            return new Level(PENALTIES[i], edges, density, z, false, 0);
        }
        double bar = sorted[kept];
        boolean alarm = density >= bar;
        int before = past.size();
        past.removeIf(old -> old.density() >= bar);
        return new Level(PENALTIES[i], edges, density, z, alarm, before - past.size() - (alarm ? 1 : 0));
    }

    private static List<Port> ports(DarkPackets window, int[] networks) {
        List<Port> out = new ArrayList<>();
        for (PortUse use : new PortIndex(window).of(networks)) {
            if (use.networks() >= SHARE * networks.length) {
                out.add(new Port(use.oneAddress() ? 4 : use.networks() >= MANY ? 1 : 2, use));
            }
        }
        return out;
    }
}
