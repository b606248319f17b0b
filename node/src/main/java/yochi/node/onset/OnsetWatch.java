package yochi.node.onset;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import yochi.analysis.onset.OnsetJudge;
import yochi.analysis.onset.OnsetVerdict;
import yochi.analysis.onset.SourceMatrix;
import yochi.analysis.onset.Synchrony;
import yochi.analysis.trend.CountSurprise;
import yochi.core.model.Party;
import yochi.node.classify.Mark;
import yochi.node.classify.Verdict;
import yochi.node.observation.Packet;
import yochi.node.summary.SeenSources;

/**
 * Watches one sensor in windows of ten minutes, twelve slots each (Dark-GLASSO's), for sources that act together. Only
 * origins count, and none that is listed as investigating, since those act together every day; a slot without any
 * packet where at least {@value #SURE} were due is a gap of the sensor, not silence, and so are the slots beside it.
 */
public final class OnsetWatch {
    public static final Duration WINDOW = Duration.ofMinutes(10);
    public static final int SLOTS = 12;

    /** Packets due in a slot from which on none at all is an outage: by chance once in e^20 slots. */
    private static final long SURE = 20;

    /** Set in the keys of sources that are no IPv4 address. */
    private static final long OTHER = 1L << 63;

    private static final int NETWORK_SHIFT = 8;
    private static final long SLOT_NANOS = WINDOW.toNanos() / SLOTS;

    /** 4 MiB: of 260,000 sources a week one new one in 200 is taken for a known one. */
    private static final int SEEN_BITS = 22;

    private final OnsetJudge judge;
    private final SeenSources seen = new SeenSources(SEEN_BITS);
    private final SourceMatrix matrix = new SourceMatrix(SLOTS);
    private final long[] perSlot = new long[SLOTS];
    private final List<WindowOnset> done = new ArrayList<>();
    private long window = Long.MIN_VALUE;
    private long late;
    private boolean downAtEnd;
    private long investigative;

    /** @param secret keys the hashes by which groups are known again; they never leave the process */
    public OnsetWatch(long secret) {
        judge = new OnsetJudge(
                OnsetJudge.Settings.USUAL, () -> new CountSurprise(CountSurprise.Settings.NEWCOMERS)::next, secret);
    }

    /**
     * Takes up the scores of an earlier run.
     *
     * @throws IllegalArgumentException if they cannot be used
     */
    public void continues(byte[] scores) {
        judge.continues(scores);
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
            close();
            downAtEnd |= window != Long.MIN_VALUE && at > window + 1;
            window = at;
        }
        int slot = (int) (slotNumber - at * SLOTS);
        perSlot[slot]++;
        if (verdict.has(Mark.INVESTIGATIVE)) {
            investigative++;
        } else if (verdict.attributed && verdict.type().party() == Party.ORIGIN) {
            long source = verdict.countedVersion == 4
                    ? verdict.countedLow
                    : verdict.countedHigh * 31 + verdict.countedLow | OTHER;
            matrix.add(source, verdict.service, slot);
        }
    }

    /** Ends the running window. */
    public List<WindowOnset> finish() {
        close();
        return List.copyOf(done);
    }

    /** Ends the running window if it is over then, and hands out, once, all that are. */
    public List<WindowOnset> take(Instant now) {
        if (window != Long.MIN_VALUE && !Instant.EPOCH.plus(WINDOW.multipliedBy(window + 1)).isAfter(now)) {
            close();
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

    private void close() {
        long sum = 0;
        for (long count : perSlot) {
            sum += count;
        }
        if (sum == 0) {
            return;
        }
        boolean sure = sum >= SURE * SLOTS;
        boolean down = downAtEnd;
        for (int slot = 0; slot < SLOTS; slot++) {
            boolean empty = sure && perSlot[slot] == 0;
            boolean next = slot + 1 < SLOTS && perSlot[slot + 1] == 0;
            // Beside a gap the sensor watched for a part of the slot at most.
            if (sure && (empty || down || next)) {
                matrix.gap(slot);
            }
            down = empty;
        }
        downAtEnd = down;
        Arrays.fill(perSlot, 0);
        Instant from = Instant.EPOCH.plus(WINDOW.multipliedBy(window));
        OnsetVerdict verdict = judge.judge(
                window, matrix, source -> seen.isNew(source, from.getEpochSecond()), OnsetWatch::network);
        done.add(new WindowOnset(
                from, from.plus(WINDOW), verdict, networks(verdict.synchrony()), late, investigative));
        matrix.clear();
        late = 0;
        investigative = 0;
    }
}
