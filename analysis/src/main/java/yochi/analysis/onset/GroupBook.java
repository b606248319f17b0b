package yochi.analysis.onset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.stream.LongStream;

/**
 * Which group of sources is which of those seen before, at one sensor. Their networks are kept as keyed hashes, a few
 * of each group; a group is known again by what it shares with its last sightings, whatever service it asks for, or by
 * its service where no network is told.
 */
final class GroupBook {
    /** A third of the smaller set; two random sets of a sensor's networks share far less (own choice). */
    private static final double SAME = 0.3;
    /** At the same service, where a group whose members change with time is known by fewer of them (own choice). */
    private static final double SAME_AT_SERVICE = 0.15;

    private static final int FORGOTTEN_AFTER_DAYS = 14;
    private static final int MOST = 512;
    private static final int PARTS = 4;

    private final int perPart;
    private final long secret;
    private final IntSupplier numbers;
    private final List<Known> known = new ArrayList<>();

    private static final class Known {
        private final int number;
        private final long first;
        private int service;
        private long last;
        private long sightings;
        private BottomSketch lately = BottomSketch.EMPTY;
        /** Of the quarters of days now and before, the newest first. */
        private final BottomSketch[] parts = new BottomSketch[2 * PARTS];

        private long newest;

        Known(int number, long first, long part) {
            this.number = number;
            this.first = first;
            this.newest = part;
            Arrays.fill(parts, BottomSketch.EMPTY);
        }

        void advance(long part) {
            long by = Math.min(part - newest, parts.length);
            for (int i = parts.length - 1; i >= 0; i--) {
                parts[i] = i >= by ? parts[i - (int) by] : BottomSketch.EMPTY;
            }
            newest = part;
        }

        double networks(int from) {
            BottomSketch sum = BottomSketch.EMPTY;
            for (int i = from; i < from + PARTS; i++) {
                sum = sum.with(parts[i]);
            }
            return sum.size();
        }
    }

    /**
     * A book that knows no group.
     *
     * @param perDay windows of a day
     * @param secret keys the hashes of networks
     * @param numbers of groups, each given once
     */
    GroupBook(int perDay, long secret, IntSupplier numbers) {
        this.perPart = Math.max(1, perDay / PARTS);
        this.secret = secret;
        this.numbers = numbers;
    }

    /** Groups that can be known again. */
    int size() {
        return known.size();
    }

    /** The networks whose sources came to a service together in a window; windows come in order. */
    Sighting see(long window, int service, LongStream networks) {
        known.removeIf(k -> window - k.last > (long) FORGOTTEN_AFTER_DAYS * PARTS * perPart);
        BottomSketch now = BottomSketch.of(networks, secret);
        Known same = known.stream()
                .filter(k -> k.service == service
                        ? (k.lately.isEmpty() && now.isEmpty()) || k.lately.overlap(now) >= SAME_AT_SERVICE
                        : k.lately.overlap(now) >= SAME)
                .max(Comparator.comparingDouble((Known k) -> k.lately.overlap(now)).thenComparingInt(k -> -k.number))
                .orElseGet(() -> begun(window));
        long part = Math.floorDiv(window, perPart);
        if (part != same.newest) {
            same.lately = same.parts[0].with(now);
            same.advance(part);
        } else {
            same.lately = same.lately.with(now);
        }
        same.parts[0] = same.parts[0].with(now);
        same.sightings += window == same.last && same.sightings > 0 ? 0 : 1;
        same.last = window;
        same.service = service;
        return new Sighting(same.number, same.first, same.sightings, same.networks(0), same.networks(PARTS));
    }

    private Known begun(long window) {
        if (known.size() == MOST) {
            known.remove(known.stream()
                    .min(Comparator.comparingLong((Known k) -> k.last).thenComparingInt(k -> k.number))
                    .orElseThrow());
        }
        Known out = new Known(numbers.getAsInt(), window, Math.floorDiv(window, perPart));
        known.add(out);
        return out;
    }
}
