package yochi.evaluation.forecast;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import yochi.analysis.victim.StayModel;
import yochi.analysis.victim.SurvivalCurve;

/**
 * How long targets stayed listed without a break, told as it was known at any moment. Snapshots were mostly kept when
 * the list had changed, so a list is in force until the next snapshot; where that came later than
 * {@value #LONGEST_GAP_HOURS} h, what it listed is cut short at the last snapshot.
 */
final class OrderStays {
    /** Snapshots are 1 h apart in the median, 26 h at the 99th percentile; the gaps of missing days are longer. */
    static final int LONGEST_GAP_HOURS = 30;

    private static final double HOUR = 3600;
    private static final double DAY_HOURS = 24;
    /** Targets listed for as long tell when a list is renewed; younger ones come and go by day. */
    private static final double SETTLED_HOURS = 8;

    private final List<Listing> listings = new ArrayList<>();
    private final List<Stay> stays = new ArrayList<>();
    private final Map<String, Stay> open = new HashMap<>();
    private final Renewals renewals = new Renewals();

    /** One target in one snapshot, with the stay that it is part of. */
    record Listing(long second, OrderLists.Target target, StayModel.Moment moment, Stay stay) {
        /** What is known of it at a later moment. */
        StayModel.Stay asOf(long until) {
            return new StayModel.Stay(moment, (stay.end(until) - second) / HOUR, stay.left(until));
        }
    }

    /** From the first snapshot that listed a target to the first that did not. */
    static final class Stay {
        private final long first;
        private long last;
        private long next = Long.MAX_VALUE;
        private boolean cut;

        private Stay(long first) {
            this.first = first;
            this.last = first;
        }

        private boolean left(long until) {
            return !cut && next < until;
        }

        /** The moment it was seen to end, or until which it was seen to go on. */
        private long end(long until) {
            return left(until) ? next : Math.max(first, Math.min(last, until));
        }

        SurvivalCurve.Time whole(long until) {
            return new SurvivalCurve.Time((end(until) - first) / HOUR, left(until));
        }
    }

    /** When lists were renewed of late, and how much of them was left. */
    private static final class Renewals {
        private static final int REMEMBERED = 7;
        /** A list of which less than half is left has been renewed. */
        private static final double HALF = 0.5;

        private final Deque<Double> hours = new ArrayDeque<>();
        private final Deque<Double> kept = new ArrayDeque<>();
        private long day = Long.MIN_VALUE;

        /** Of targets listed for some hours: how many there were before the snapshot, and how many are left in it. */
        private void add(long second, int before, int left) {
            if (before > 0 && left <= HALF * before) {
                remember(hours, Math.floorMod(second, 86_400L) / HOUR);
            }
            if (OrderLists.day(second, 0) != day) {
                day = OrderLists.day(second, 0);
                if (before > 0) {
                    remember(kept, (double) left / before);
                }
            }
        }

        private static void remember(Deque<Double> of, double value) {
            of.addLast(value);
            if (of.size() > REMEMBERED) {
                of.removeFirst();
            }
        }

        private double hoursTo(long second, double ageHours) {
            List<Double> sorted = hours.stream().sorted().toList();
            double usual = sorted.isEmpty() ? 0 : sorted.get(sorted.size() / 2);
            double to = usual - Math.floorMod(second, 86_400L) / HOUR;
            double next = to < 0 ? to + DAY_HOURS : to;
            return StayModel.nextRenewal(next, ageHours);
        }

        private double keptShare() {
            return kept.stream().mapToDouble(Double::doubleValue).average().orElse(0);
        }
    }

    OrderStays(OrderLists lists) {
        long before = Long.MIN_VALUE;
        for (Map.Entry<Long, Map<String, OrderLists.Target>> snapshot :
                lists.snapshots().entrySet()) {
            long t = snapshot.getKey();
            boolean gap = before != Long.MIN_VALUE && t - before > LONGEST_GAP_HOURS * HOUR;
            List<Stay> old = open.values().stream()
                    .filter(s -> t - s.first >= SETTLED_HOURS * HOUR)
                    .toList();
            close(snapshot.getValue(), t, gap);
            if (!gap) {
                renewals.add(t, old.size(), (int) old.stream().filter(s -> s.next > t).count());
            }
            take(snapshot.getValue(), t);
            before = t;
        }
    }

    /** Ends what the snapshot does not list any more. */
    private void close(Map<String, OrderLists.Target> list, long t, boolean gap) {
        open.entrySet().removeIf(stay -> {
            boolean ended = gap || !list.containsKey(stay.getKey());
            if (ended) {
                stay.getValue().next = t;
                stay.getValue().cut = gap;
            }
            return ended;
        });
    }

    private void take(Map<String, OrderLists.Target> list, long t) {
        for (OrderLists.Target target : list.values()) {
            Stay stay = open.computeIfAbsent(target.id(), i -> {
                Stay begun = new Stay(t);
                stays.add(begun);
                return begun;
            });
            stay.last = t;
            double age = (t - stay.first) / HOUR;
            StayModel.Moment moment = new StayModel.Moment(age, renewals.hoursTo(t, age), renewals.keptShare());
            listings.add(new Listing(t, target, moment, stay));
        }
    }

    /** Every target in every snapshot, in order of time. */
    List<Listing> listings() {
        return listings;
    }

    /** Every stay begun before the moment, as known then. */
    List<SurvivalCurve.Time> whole(long until) {
        return stays.stream()
                .filter(s -> s.first < until)
                .map(s -> s.whole(until))
                .toList();
    }
}
