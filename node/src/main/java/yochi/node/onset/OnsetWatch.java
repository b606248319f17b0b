package yochi.node.onset;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import yochi.analysis.onset.CampaignWatch;
import yochi.analysis.onset.DayCampaign;
import yochi.analysis.onset.OnsetJudge;
import yochi.analysis.onset.OnsetVerdict;
import yochi.analysis.onset.SourceMatrix;
import yochi.analysis.onset.Synchrony;
import yochi.analysis.trend.CountSurprise;
import yochi.core.model.Party;
import yochi.node.classify.Mark;
import yochi.node.classify.Rule;
import yochi.node.classify.Verdict;
import yochi.node.observation.Packet;
import yochi.node.summary.SeenSources;

/**
 * Watches one sensor in windows of ten minutes, twelve slots each (Dark-GLASSO's), for sources that act together. Only
 * origins count, and none that is listed as investigating, since those act together every day. A silence in which at
 * least {@value #SURE} packets were due is an outage of the sensor, and no slot that it touches is judged.
 */
public final class OnsetWatch {
    public static final Duration WINDOW = Duration.ofMinutes(10);
    public static final int SLOTS = 12;

    /** Packets due from which on none at all is an outage: by chance once in e^20 times. */
    private static final long SURE = 20;
    /** A shorter silence takes less from a slot than chance does (own choice: 4 % of it). */
    private static final long SHORT_NANOS = 2_000_000_000L;

    /** Set in the keys of sources that are no IPv4 address. */
    private static final long OTHER = 1L << 63;

    private static final int NETWORK_SHIFT = 8;
    private static final long SLOT_NANOS = WINDOW.toNanos() / SLOTS;

    /** 4 MiB: of 260,000 sources a week one new one in 200 is taken for a known one. */
    private static final int SEEN_BITS = 22;

    private final OnsetJudge judge;
    private final CampaignWatch campaigns;
    private final boolean telling;
    private final SeenSources seen = new SeenSources(SEEN_BITS);
    private final SourceMatrix matrix = new SourceMatrix(SLOTS);
    private final long[] perSlot = new long[SLOTS];
    private final List<WindowOnset> done = new ArrayList<>();
    private long window = Long.MIN_VALUE;
    private long late;
    /** Silences of the running window, begin and end by turns. */
    private final List<Long> silences = new ArrayList<>();

    private long latest = Long.MIN_VALUE;
    private long investigative;

    /** @param secret keys the hashes by which groups are known again; they never leave the process */
    public OnsetWatch(long secret) {
        this(secret, true);
    }

    /**
     * A watch that has seen nothing.
     *
     * @param secret keys the hashes by which groups are known again; they never leave the process
     * @param telling whether a day's campaigns are told too, which costs about a CPU-second a day
     */
    public OnsetWatch(long secret, boolean telling) {
        this.telling = telling;
        judge = new OnsetJudge(
                OnsetJudge.Settings.USUAL, () -> new CountSurprise(CountSurprise.Settings.NEWCOMERS)::next, secret);
        campaigns = new CampaignWatch(OnsetJudge.Settings.USUAL.perDay(), secret, judge::nextNumber);
    }

    /**
     * Takes up the scores of an earlier run.
     *
     * @return how many groups that run knew; they are forgotten
     * @throws IllegalArgumentException if they cannot be used
     */
    public int continues(byte[] scores) {
        return judge.continues(scores);
    }

    /** The scores of the last days, which hold no address, for a later run. */
    public byte[] scores() {
        return judge.toBytes();
    }

    /** Takes one packet; a packet of an earlier window than the running one is only counted. */
    public void packet(Packet packet, Verdict verdict) {
        long slotNumber = Math.floorDiv(packet.timeNanos, SLOT_NANOS);
        long at = Math.floorDiv(slotNumber, SLOTS);
        if (at != window) {
            if (at < window) {
                late++;
                return;
            }
            close(packet.timeNanos);
            window = at;
        }
        heard(packet.timeNanos);
        int slot = (int) (slotNumber - at * SLOTS);
        perSlot[slot]++;
        if (verdict.has(Mark.INVESTIGATIVE)) {
            investigative++;
        } else if (verdict.rule == Rule.SPECIAL_SOURCE) {
            if (verdict.countedVersion == 4) {
                matrix.addSpecial(verdict.countedLow, verdict.service);
            }
        } else if (verdict.attributed && verdict.type().party() == Party.ORIGIN) {
            long source = verdict.countedVersion == 4
                    ? verdict.countedLow
                    : verdict.countedHigh * 31 + verdict.countedLow | OTHER;
            matrix.add(source, verdict.service, slot);
        }
    }

    /** Something was heard then: before, silence. */
    private void heard(long nanos) {
        if (nanos <= latest) {
            return;
        }
        long since = Math.max(latest, window * WINDOW.toNanos());
        if (nanos - since > SHORT_NANOS) {
            silences.add(latest == Long.MIN_VALUE ? since : latest);
            silences.add(nanos);
        }
        latest = nanos;
    }

    /** Ends the running window and the running day. */
    public List<WindowOnset> finish() {
        close(Long.MIN_VALUE);
        if (!done.isEmpty()) {
            List<DayCampaign> all = new ArrayList<>(done.getLast().campaigns());
            all.addAll(campaigns.end(OnsetWatch::network));
            done.set(done.size() - 1, done.getLast().with(all));
        }
        return List.copyOf(done);
    }

    /** Ends the running window if it is over then, and hands out, once, all that are. */
    public List<WindowOnset> take(Instant now) {
        if (window != Long.MIN_VALUE && !Instant.EPOCH.plus(WINDOW.multipliedBy(window + 1)).isAfter(now)) {
            close(Long.MIN_VALUE);
        }
        List<WindowOnset> out = List.copyOf(done);
        done.clear();
        return out;
    }

    private List<Integer> networks(Synchrony synchrony) {
        return synchrony.services().stream()
                .map(g -> (int) matrix.sources(g.service(), g.peakSlot())
                        .map(OnsetWatch::network)
                        .distinct()
                        .count())
                .toList();
    }

    /** An IPv4 address's /24; IPv6 all one. */
    private static long network(long source) {
        return source < 0 ? OTHER : source >>> NETWORK_SHIFT;
    }

    /** Silences are as long as they were heard to be: the last one of the window until the packet after it. */
    private void close(long next) {
        if (Arrays.stream(perSlot).sum() == 0) {
            return;
        }
        long end = (window + 1) * WINDOW.toNanos();
        silences.add(latest);
        silences.add(Math.max(end, next));
        double rate = packetsPerNano();
        for (int i = 0; i < silences.size(); i += 2) {
            if (rate * (silences.get(i + 1) - silences.get(i)) >= SURE) {
                gap(silences.get(i), Math.min(end, silences.get(i + 1)));
            }
        }
        silences.clear();
        Arrays.fill(perSlot, 0);
        Instant from = Instant.EPOCH.plus(WINDOW.multipliedBy(window));
        OnsetVerdict verdict = judge.judge(
                window, matrix, source -> seen.isNew(source, from.getEpochSecond()), OnsetWatch::network);
        done.add(new WindowOnset(
                from, from.plus(WINDOW), verdict, networks(verdict.synchrony()), late, investigative,
                telling ? campaigns.add(window, matrix, OnsetWatch::network) : List.of()));
        matrix.clear();
        late = 0;
        investigative = 0;
    }

    private void gap(long from, long until) {
        for (int slot = 0; slot < SLOTS; slot++) {
            long begin = (window * SLOTS + slot) * SLOT_NANOS;
            if (Math.min(until, begin + SLOT_NANOS) - Math.max(from, begin) > SHORT_NANOS) {
                matrix.gap(slot);
            }
        }
    }

    /**
     * As of the quarter of the slots with the fewest packets, those without any left out: a flood does not lift it. 0
     * where so few packets come that silence is usual.
     */
    private double packetsPerNano() {
        long[] heard = Arrays.stream(perSlot).filter(n -> n > 0).sorted().toArray();
        long quarter = heard[heard.length / 4];
        return quarter < SURE ? 0 : (double) quarter / SLOT_NANOS;
    }
}
