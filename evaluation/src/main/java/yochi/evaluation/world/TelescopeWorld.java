package yochi.evaluation.world;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * One darknet, packet by packet, with planted outbreaks and full truth. Any window can be asked for, in any order, by
 * several threads; a window of the committed size (some 23,000 packets of 1,040 sources) takes
 * eight milliseconds.
 */
public final class TelescopeWorld {
    /** Ten minutes, as Dark-GLASSO looks at them (algorithms §2.3). */
    public static final int WINDOW_MILLIS = 600_000;

    private static final long DAY_MILLIS = 86_400_000L;
    private static final int WINDOWS_A_DAY = 144;
    private static final double DRIFT = 20e-6;
    private static final int PASSING_MOST = 3;
    private static final int PASSING_SPAN_MILLIS = 5_000;
    private static final double FLOOD_SIGMA = 0.8;

    private final TelescopeParameters parameters;
    private final long seed;
    private final Ports ports;
    private final Sessions sessions;
    private final double[] volume;
    private final long[] skew;
    private final long[][] outages;
    private final List<SpoofedFlood> floods = new ArrayList<>();
    private final PacketBuffer.Packets forged;
    private final List<Outbreak> outbreaks;
    private final PacketBuffer.Packets planted;

    /**
     * Makes a world.
     *
     * @param wanted outbreaks, one after the other
     * @param firstWindow window in which the first begins; the time before is for learning
     * @param spacing windows from the end of one outbreak to the start of the next, free of planted outbreaks
     */
    public static TelescopeWorld of(
            TelescopeParameters parameters, List<WantedOutbreak> wanted, int firstWindow, int spacing, long seed) {
        Bounds.within("firstWindow", firstWindow, 0, parameters.days() * WINDOWS_A_DAY);
        Bounds.within("spacing", spacing, 0, parameters.days() * WINDOWS_A_DAY);
        long needed = windowsNeeded(wanted, firstWindow, spacing);
        if (needed > (long) parameters.days() * WINDOWS_A_DAY) {
            throw new IllegalArgumentException("the outbreaks need " + needed + " windows, the world has "
                    + parameters.days() * WINDOWS_A_DAY + "; take withDays("
                    + (needed + WINDOWS_A_DAY - 1) / WINDOWS_A_DAY + ") or fewer outbreaks");
        }
        return new TelescopeWorld(parameters, wanted, firstWindow, spacing, seed);
    }

    /** Windows that a world must have for that plan. */
    public static long windowsNeeded(List<WantedOutbreak> wanted, int firstWindow, int spacing) {
        return firstWindow + wanted.stream().mapToLong(w -> w.windows() + spacing).sum();
    }

    private TelescopeWorld(
            TelescopeParameters parameters, List<WantedOutbreak> wanted, int firstWindow, int spacing, long seed) {
        this.parameters = parameters;
        this.seed = seed;
        this.ports = new Ports(parameters.ports(), parameters.zipf(), Chance.of(seed, "ports"));
        this.sessions = new Sessions(parameters, ports, seed);
        this.volume = volumes();
        this.skew = skews();
        this.outages = outageList();
        this.forged = flood();
        Outbreaks drawn = new Outbreaks(parameters, seed);
        int at = firstWindow;
        for (int k = 0; k < wanted.size(); k++) {
            drawn.plant(k, wanted.get(k), at, ports);
            at += wanted.get(k).windows() + spacing;
        }
        this.outbreaks = drawn.truth();
        this.planted = drawn.packets();
    }

    public int windows() {
        return parameters.days() * WINDOWS_A_DAY;
    }

    public TelescopeParameters parameters() {
        return parameters;
    }

    /** The truth, in order of time. */
    public List<Outbreak> outbreaks() {
        return outbreaks;
    }

    /** The spoofed floods, which are no group of sources. */
    public List<SpoofedFlood> floods() {
        return List.copyOf(floods);
    }

    /** The investigative scanners, as a list of known ones would name them. */
    public Set<Integer> investigators() {
        Set<Integer> out = new TreeSet<>();
        for (int k = 0; k < parameters.investigative(); k++) {
            out.add(Sessions.investigator(seed, k));
        }
        return out;
    }

    /** By how much the sensor's clock was ahead in the window. */
    public long skewMillis(int window) {
        return skew[window];
    }

    private double[] volumes() {
        double[] out = new double[windows()];
        Chance chance = Chance.of(seed, "volume");
        double memory = parameters.volumeMemory();
        double level = parameters.volumeSigma() * chance.normal();
        double step = parameters.volumeSigma() * Math.sqrt(1 - memory * memory);
        for (int w = 0; w < out.length; w++) {
            double hour = (w % WINDOWS_A_DAY) / 6.0;
            double rhythm = 1 + parameters.dayAmplitude() * Math.cos(2 * Math.PI * (hour - 15) / 24);
            out[w] = rhythm * Math.exp(level - parameters.volumeSigma() * parameters.volumeSigma() / 2);
            level = memory * level + step * chance.normal();
        }
        return out;
    }

    private long[] skews() {
        long[] out = new long[windows()];
        if (parameters.clockStepSeconds() == 0) {
            return out;
        }
        Chance chance = Chance.of(seed, "clock");
        double ahead = 0;
        for (int w = 0; w < out.length; w++) {
            ahead += DRIFT * WINDOW_MILLIS;
            if (chance.happens(parameters.clockStepsPerDay() / WINDOWS_A_DAY)) {
                ahead = 1000 * parameters.clockStepSeconds() * chance.normal();
            }
            out[w] = Math.round(ahead);
        }
        return out;
    }

    private long[][] outageList() {
        Chance chance = Chance.of(seed, "outages");
        long[][] out = new long[Math.toIntExact(chance.poisson(parameters.outagesPerDay() * parameters.days()))][];
        for (int i = 0; i < out.length; i++) {
            long from = (long) (chance.between(0, 1) * parameters.days() * DAY_MILLIS);
            out[i] = new long[] {from, from + 1000 + (long) chance.exponential(parameters.outageMinutes() * 60_000)};
        }
        Arrays.sort(out, (a, b) -> Long.compare(a[0], b[0]));
        return out;
    }

    private PacketBuffer.Packets flood() {
        Chance chance = Chance.of(seed, "floods");
        PacketBuffer out = new PacketBuffer();
        long many = chance.poisson(parameters.floodsPerDay() * parameters.days());
        for (long f = 0; f < many; f++) {
            long from = (long) (chance.between(0, 1) * parameters.days() * DAY_MILLIS);
            long length = (long) chance.logBetween(60_000, 900_000);
            int packets = (int) Math.max(1, parameters.floodPackets() * chance.around(FLOOD_SIGMA));
            int port = ports.popular(chance);
            floods.add(new SpoofedFlood(from, length, packets, port));
            for (int p = 0; p < packets; p++) {
                out.add(from + (long) (chance.between(0, 1) * length), chance.address(), port);
            }
        }
        return out.sorted();
    }

    /** What the darknet recorded in that window, by its own clock. */
    public TelescopeWindow window(int window) {
        if (window < 0 || window >= windows()) {
            throw new IllegalArgumentException("no window " + window + "; the world has 0 to " + (windows() - 1));
        }
        long start = (long) window * WINDOW_MILLIS;
        long from = start - skew[window];
        long until = from + WINDOW_MILLIS;
        PacketBuffer drawn = new PacketBuffer();
        for (int i : sessions.inWindow(window)) {
            stay(i, window, from, until, drawn);
        }
        passing(window, from, until, drawn);
        forged.into(drawn, from, until);
        planted.into(drawn, from, until);
        return closed(window, start, from, drawn.sorted());
    }

    private void stay(int i, int window, long from, long until, PacketBuffer out) {
        Sessions.Session s = sessions.get(i);
        double start = (double) Math.max(from, s.from());
        double end = (double) Math.min(until, s.until());
        if (end <= start) {
            return;
        }
        Chance chance = Chance.of(seed, "packets", i, window);
        double mean = s.perWindow() * (s.steady() ? 1 : volume[window]) * (end - start) / WINDOW_MILLIS;
        long many = chance.poisson(mean);
        for (long p = 0; p < many; p++) {
            double at = chance.between(start, end);
            if (s.cron()) {
                at = Math.max(start, Math.floor(at / 60_000) * 60_000 + chance.between(0, 800));
            }
            out.add((long) Math.min(at, end - 1), s.source(), s.ports()[chance.below(s.ports().length)]);
        }
    }

    private void passing(int window, long from, long until, PacketBuffer out) {
        Chance chance = Chance.of(seed, "passing", window);
        long many = chance.poisson(parameters.activeSources() * parameters.passingShare() * volume[window]);
        for (long k = 0; k < many; k++) {
            boolean again = chance.happens(0.5);
            int source = again
                    ? Chance.of(seed, "recurring", chance.below(parameters.recurring())).sender()
                    : chance.sender();
            int port = ports.draw(chance);
            long at = (long) chance.between((double) from, (double) until);
            int packets = 1 + chance.below(PASSING_MOST);
            for (int p = 0; p < packets; p++) {
                out.add(Math.min(until - 1, at), source, port);
                at += chance.below(PASSING_SPAN_MILLIS);
            }
        }
    }

    /** Leaves out what an outage swallowed and turns to the sensor's clock. */
    private TelescopeWindow closed(int window, long start, long from, PacketBuffer.Packets drawn) {
        List<long[]> down = Arrays.stream(outages)
                .filter(o -> o[0] < from + WINDOW_MILLIS && o[1] > from)
                .toList();
        int[] kept = java.util.stream.IntStream.range(0, drawn.millis().length)
                .filter(i -> down.stream().noneMatch(o -> drawn.millis()[i] >= o[0] && drawn.millis()[i] < o[1]))
                .toArray();
        return new TelescopeWindow(
                window,
                parameters.start().toEpochDay() * DAY_MILLIS + start,
                Arrays.stream(kept).map(i -> (int) (drawn.millis()[i] - from)).toArray(),
                Arrays.stream(kept).map(i -> drawn.sources()[i]).toArray(),
                Arrays.stream(kept).map(i -> drawn.ports()[i]).toArray(),
                down.stream().mapToInt(o -> (int) Math.max(0, o[0] - from)).toArray(),
                down.stream()
                        .mapToInt(o -> (int) Math.min(WINDOW_MILLIS, o[1] - from))
                        .toArray());
    }
}
