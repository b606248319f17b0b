package yochi.node.input;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import yochi.node.observation.Nanos;

/** Counts what becomes of the records of one input while it is read, so that none is lost from the account. */
public final class Tally {
    private static final int MOST_SAMPLES = 3;
    private static final int MOST_NOTES = 64;

    private static final class Entry {
        private final long first;
        private final List<String> samples = new ArrayList<>(1);
        private long count;

        Entry(long first) {
            this.first = first;
        }
    }

    private final Map<RejectReason, Entry> rejected = new EnumMap<>(RejectReason.class);
    private final Map<String, Entry> noted = new LinkedHashMap<>();
    private String unit = "byte";
    private long packets;
    private long lost;
    private long firstNanos = Long.MAX_VALUE;
    private long lastNanos = Long.MIN_VALUE;
    private long previousNanos = Long.MIN_VALUE;

    /** Positions are lines from now on, not bytes. */
    public void countsLines() {
        unit = "line";
    }

    /** Number of the next record, from 0. */
    public long nextRecord() {
        return packets + lost;
    }

    /** A record was taken. */
    public void take(long nanos, long position) {
        if (packets++ == 0) {
            firstNanos = nanos;
        }
        if (nanos >= lastNanos) {
            lastNanos = nanos;
        } else {
            before(nanos, position);
        }
        previousNanos = nanos;
    }

    /**
     * Records in the order of time were taken.
     *
     * @param position of the first
     */
    public void takeAscending(int records, long firstOfThem, long lastOfThem, long position) {
        take(firstOfThem, position);
        packets += records - 1;
        lastNanos = Math.max(lastNanos, lastOfThem);
        previousNanos = lastOfThem;
    }

    /** A record is older than the youngest so far. */
    private void before(long nanos, long position) {
        firstNanos = Math.min(firstNanos, nanos);
        if (nanos < previousNanos) {
            note("clockBack", position);
        }
    }

    /** A record was not taken. */
    public void reject(RejectReason reason, long position, String sample) {
        lost++;
        Entry entry = rejected.computeIfAbsent(reason, r -> new Entry(position));
        entry.count++;
        if (entry.samples.size() < MOST_SAMPLES && !sample.isEmpty()) {
            entry.samples.add(sample);
        }
    }

    /** Something was odd about a record that is taken all the same; kinds beyond the bound share one note. */
    public void note(String what, long position) {
        note(what, position, 1);
    }

    /** The same, several times over. */
    public void note(String what, long position, long times) {
        String name = noted.size() < MOST_NOTES || noted.containsKey(what) ? what : "other";
        noted.computeIfAbsent(name, n -> new Entry(position)).count += times;
    }

    /** Records that were taken. */
    public long packets() {
        return packets;
    }

    /** Records that were not taken, by reason. */
    public List<Rejected> rejected() {
        List<Rejected> lost = new ArrayList<>();
        rejected.forEach((reason, e) -> lost.add(new Rejected(reason, e.count, position(e.first), e.samples)));
        return lost;
    }

    /** Oddities of records that were taken. */
    public List<Noted> noted() {
        List<Noted> odd = new ArrayList<>();
        noted.forEach((what, e) -> odd.add(new Noted(what, e.count, position(e.first))));
        return odd;
    }

    /** The earliest time. */
    public Optional<Instant> first() {
        return packets == 0 ? Optional.empty() : Optional.of(Nanos.instant(firstNanos));
    }

    /** The latest time. */
    public Optional<Instant> last() {
        return packets == 0 ? Optional.empty() : Optional.of(Nanos.instant(lastNanos));
    }

    private String position(long at) {
        return unit + " " + at;
    }

    /** The earliest time so far, the smallest number before the first. */
    public long firstNanos() {
        return packets == 0 ? Long.MIN_VALUE : firstNanos;
    }
}
