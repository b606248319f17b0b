package yochi.evaluation.world;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hipparchus.distribution.continuous.NormalDistribution;

/** The sources that stay with a darknet for a while, each at its own rate. */
final class Sessions {
    private static final long MINUTE = 60_000;
    private static final long DAY = 1440 * MINUTE;
    /** A stay is exponential: a source that came six mean stays before the start is almost surely gone. */
    private static final double BEFORE = 6;

    private static final double HEAVY_PER_WINDOW = 600;
    private static final double HEAVY_STAY_MINUTES = 300;
    private static final double WIDE_LEAST_HOURS = 2;
    private static final double WIDE_MOST_HOURS = 48;
    private static final int QUANTILES = 400;

    private final TelescopeParameters parameters;
    private final Ports ports;
    private final long end;
    private final List<Session> all = new ArrayList<>();
    private final int[][] byWindow;

    /**
     * One source's stay.
     *
     * @param perWindow packets in ten minutes, at a volume of 1
     * @param cron whether it sends at full minutes only
     * @param steady whether the volume of the hour does not touch it
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Session(long from, long until, int source, double perWindow, int[] ports, boolean cron, boolean steady) {}

    Sessions(TelescopeParameters parameters, Ports ports, long seed) {
        this.parameters = parameters;
        this.ports = ports;
        this.end = parameters.days() * DAY;
        faint(Chance.of(seed, "staying"));
        strong(Chance.of(seed, "heavy"));
        wide(Chance.of(seed, "wide"));
        investigative(seed);
        this.byWindow = index();
    }

    Session get(int i) {
        return all.get(i);
    }

    int[] inWindow(int window) {
        return byWindow[window];
    }

    /** So many at a time that the wanted number sends something in a window. */
    private void faint(Chance chance) {
        double active = 0;
        NormalDistribution normal = new NormalDistribution();
        for (int q = 0; q < QUANTILES; q++) {
            double z = normal.inverseCumulativeProbability((q + 0.5) / QUANTILES);
            active -= Math.expm1(-rate(z)) / QUANTILES;
        }
        double atATime = parameters.activeSources() * (1 - parameters.passingShare()) / active;
        double stay = parameters.stayMinutes() * MINUTE;
        long many = chance.poisson(atATime * (end + BEFORE * stay) / stay);
        for (long k = 0; k < many; k++) {
            long from = (long) chance.between(-BEFORE * stay, (double) end);
            long until = from + 1 + (long) chance.exponential(stay);
            double perWindow = rate(chance.normal());
            int[] own = new int[1 + chance.below(3)];
            Arrays.setAll(own, p -> ports.draw(chance));
            boolean cron = chance.happens(parameters.cronShare());
            int source = chance.sender();
            double moves = 1 - Math.pow(1 - parameters.churnPerDay(), (double) (until - from) / DAY);
            if (chance.happens(moves)) {
                long at = from + (long) (chance.between(0, 1) * (until - from));
                add(new Session(from, at, source, perWindow, own, cron, false));
                int moved = (source & 0xffff_0000) | chance.below(1 << 16);
                add(new Session(at, until, moved, perWindow, own, cron, false));
            } else {
                add(new Session(from, until, source, perWindow, own, cron, false));
            }
        }
    }

    private double rate(double z) {
        return parameters.ratePer10Minutes() * Math.exp(parameters.rateSigma() * z);
    }

    private void strong(Chance chance) {
        double stay = HEAVY_STAY_MINUTES * MINUTE;
        long many = chance.poisson(parameters.heavyHitters() * (end + BEFORE * stay) / stay);
        for (long k = 0; k < many; k++) {
            long from = (long) chance.between(-BEFORE * stay, (double) end);
            long until = from + 1 + (long) chance.exponential(stay);
            double rate = HEAVY_PER_WINDOW * chance.around(0.5);
            add(new Session(from, until, chance.sender(), rate, new int[] {ports.draw(chance)}, false, true));
        }
    }

    private void wide(Chance chance) {
        double mean = (WIDE_MOST_HOURS - WIDE_LEAST_HOURS) / Math.log(WIDE_MOST_HOURS / WIDE_LEAST_HOURS);
        double longest = WIDE_MOST_HOURS * 60 * MINUTE;
        long many = chance.poisson(parameters.wideScanners() * (end + longest) / (mean * 60 * MINUTE));
        for (long k = 0; k < many; k++) {
            double hours = chance.logBetween(WIDE_LEAST_HOURS, WIDE_MOST_HOURS);
            long from = (long) chance.between(-longest, (double) end);
            double perWindow = parameters.addresses() / (6 * hours);
            int[] one = {ports.draw(chance)};
            long until = from + (long) (hours * 60 * MINUTE);
            add(new Session(from, until, chance.sender(), perWindow, one, false, true));
        }
    }

    private void investigative(long seed) {
        for (int k = 0; k < parameters.investigative(); k++) {
            Chance chance = Chance.of(seed, "investigative", k);
            double perWindow = parameters.addresses() * chance.between(1, 3) / 144;
            int[] own = ports.several(chance, parameters.investigativePorts());
            add(new Session(0, end, investigator(seed, k), perWindow, own, false, true));
        }
    }

    /** Address of the k-th investigative scanner. */
    static int investigator(long seed, int k) {
        return Chance.of(seed, "investigator", k).sender();
    }

    private void add(Session session) {
        if (session.until() > 0 && session.from() < end) {
            all.add(session);
        }
    }

    private int[][] index() {
        int windows = (int) (end / TelescopeWorld.WINDOW_MILLIS);
        int[] many = new int[windows];
        all.forEach(s -> {
            for (int w = first(s); w <= last(s, windows); w++) {
                many[w]++;
            }
        });
        int[][] out = new int[windows][];
        Arrays.setAll(out, w -> new int[many[w]]);
        Arrays.fill(many, 0);
        for (int i = 0; i < all.size(); i++) {
            for (int w = first(all.get(i)); w <= last(all.get(i), windows); w++) {
                out[w][many[w]++] = i;
            }
        }
        return out;
    }

    private static int first(Session s) {
        return (int) (Math.max(0, s.from()) / TelescopeWorld.WINDOW_MILLIS);
    }

    private static int last(Session s, int windows) {
        return (int) Math.min(windows - 1, (s.until() - 1) / TelescopeWorld.WINDOW_MILLIS);
    }
}
