package yochi.evaluation.forecast;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import yochi.analysis.victim.AttackDays;
import yochi.analysis.victim.CampaignModel;

/**
 * First listings of countries after seven observed quiet days, by targets whose country their name tells, and what
 * became of them within three observed days.
 */
final class CampaignOpenings {
    static final int WINDOW_DAYS = 3;
    private static final double HOUR = 3600;

    private CampaignOpenings() {}

    /**
     * One first listing.
     *
     * @param second of the list, since 1970
     * @param day since 1970-01-01
     * @param known end of the third observed day, since 1970: from then on it is known what became of it
     * @param delayHours from the first to the list that named a second target; empty where none came
     * @param delaySnapshots lists between
     */
    record Opened(
            String country,
            long second,
            long day,
            long known,
            CampaignModel.Opening opening,
            Optional<Double> delayHours,
            int delaySnapshots) {
        boolean campaign() {
            return delayHours.isPresent();
        }
    }

    /** All whose three days lie in the data, in order of time. */
    static List<Opened> of(OrderLists lists) {
        AttackDays days = lists.days(0, t -> t.byName() ? Set.of(t.country()) : Set.of());
        List<Opened> out = new ArrayList<>();
        Map<String, Long> opened = new HashMap<>();
        for (Map.Entry<Long, Map<String, OrderLists.Target>> list :
                lists.snapshots().entrySet()) {
            long day = OrderLists.day(list.getKey(), 0);
            int at = (int) (day - days.day(0));
            Map<String, List<OrderLists.Target>> byCountry = new TreeMap<>();
            list.getValue().values().stream()
                    .filter(OrderLists.Target::byName)
                    .forEach(t -> byCountry.computeIfAbsent(t.country(), c -> new ArrayList<>()).add(t));
            byCountry.forEach((country, targets) -> {
                boolean first = !Long.valueOf(day).equals(opened.put(country, day));
                if (first && at > 0 && days.quiet(country, at - 1, VictimPart.QUIET_DAYS)) {
                    opened(lists, days, country, list.getKey(), at, targets, list.getValue().size(), out)
                            .ifPresent(out::add);
                }
            });
        }
        return out;
    }

    private static Optional<Opened> opened(
            OrderLists lists,
            AttackDays days,
            String country,
            long second,
            int at,
            List<OrderLists.Target> targets,
            int listed,
            List<Opened> before) {
        int end = at;
        for (int watched = 0; watched < WINDOW_DAYS; end++) {
            if (end >= days.size()) {
                return Optional.empty();
            }
            watched += days.watched(end) ? 1 : 0;
        }
        long known = OrderLists.start(days.day(end), 0);
        List<Opened> past = before.stream().filter(o -> o.known() <= second).toList();
        List<Opened> own = past.stream().filter(o -> o.country().equals(country)).toList();
        CampaignModel.Opening opening = new CampaignModel.Opening(
                targets.size(),
                targets.stream().mapToInt(OrderLists.Target::orders).sum(),
                listed - targets.size(),
                Math.floorMod(second, 86_400L) / HOUR,
                (int) own.stream().filter(Opened::campaign).count(),
                own.size(),
                (past.stream().filter(Opened::campaign).count() + 1.0) / (past.size() + 2.0));
        return Optional.of(second(lists, country, second, known, days.day(at), opening));
    }

    /** When a second target was named. */
    private static Opened second(
            OrderLists lists, String country, long second, long known, long day, CampaignModel.Opening opening) {
        Set<String> named = new TreeSet<>();
        int snapshots = 0;
        for (Map.Entry<Long, Map<String, OrderLists.Target>> list :
                lists.snapshots().subMap(second, true, known, false).entrySet()) {
            list.getValue().values().stream()
                    .filter(t -> t.byName() && t.country().equals(country))
                    .forEach(t -> named.add(t.id()));
            if (named.size() > 1) {
                double hours = (list.getKey() - second) / HOUR;
                return new Opened(country, second, day, known, opening, Optional.of(hours), snapshots);
            }
            snapshots++;
        }
        return new Opened(country, second, day, known, opening, Optional.empty(), snapshots);
    }
}
