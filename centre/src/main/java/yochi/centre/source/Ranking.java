package yochi.centre.source;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import yochi.analysis.source.Sightings;
import yochi.analysis.source.SourceForecast;
import yochi.core.model.Country;
import yochi.core.model.Service;
import yochi.core.model.SourceList;
import yochi.core.model.SourceReport;

/**
 * The lists of one day, made from what the nodes told of the days before it: the method of {@link SourceForecast} over
 * tokens, home being all nodes of the home country together and each node abroad a region. All lists of a service are
 * as long as home's own of the last seven days.
 */
final class Ranking {
    static final String METHOD = "source.SourceForecast 1";
    static final String OWN = "own list of the last 7 days";
    static final String WORST = "most days at most nodes of the last 7 days";
    static final String AGED = "own sightings only, aged, learnt alike";

    /** Services with the longest own lists (own choice: as many as a person reads). */
    private static final int MOST_SERVICES = 24;

    private static final int HOME = 0;
    private static final long WEEK = (1L << 7) - 1;
    private static final long PAST = (1L << SourceForecast.PAST_DAYS) - 1;
    /** Days watched at home under which the weights are set and not learnt (as the method has it). */
    private static final int LEAST_DAYS = 11;

    private final Country home;
    private final long day;
    private final List<SourceReport> told = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();
    private final Map<Service, Map<Long, Known>> services = new TreeMap<>();
    private long homeWatched;
    private int regions = 1;

    /** What is known of one token at one service: its days at home, and at each node abroad. */
    private static final class Known {
        private long home;
        private final Map<Integer, Long> abroad = new HashMap<>();

        long all() {
            return abroad.values().stream().reduce(home, (a, b) -> a | b);
        }

        int weekDays() {
            return Long.bitCount(home & WEEK)
                    + abroad.values().stream().mapToInt(d -> Long.bitCount(d & WEEK)).sum();
        }
    }

    /**
     * The list of one service, with the tokens that it holds.
     *
     * @param places ours, the likeliest first
     * @param rivals theirs, as many
     */
    record Listed(Service service, List<SourceList.Place> places, SortedMap<String, List<Long>> rivals) {
        List<Long> tokens() {
            return places.stream().map(SourceList.Place::token).toList();
        }

        double expected() {
            return places.stream().mapToDouble(SourceList.Place::chance).sum();
        }
    }

    /**
     * All lists of a day.
     *
     * @param keyId of the day's key
     * @param until how far the newest observation reached that they were made from
     * @param missing what they were made without
     */
    record Made(List<Listed> lists, String keyId, Instant until, List<String> missing) {}

    private Ranking(Country home, LocalDate day) {
        this.home = home;
        this.day = day.toEpochDay();
    }

    /** Lists of the day; empty where no node at home told anything, or nobody came there for a week. */
    static Optional<Made> of(Country home, LocalDate day, List<SourceReport> reports) {
        Ranking ranking = new Ranking(home, day);
        ranking.take(reports);
        return ranking.made();
    }

    private void take(List<SourceReport> reports) {
        Instant begins = LocalDate.ofEpochDay(day).atStartOfDay().toInstant(ZoneOffset.UTC);
        Optional<String> key = reports.stream()
                .filter(r -> r.country().equals(home))
                .max(Comparator.comparingLong(SourceReport::size).thenComparing(SourceReport::keyId))
                .map(SourceReport::keyId);
        for (SourceReport report : reports) {
            if (report.until().isAfter(begins)) {
                missing.add("a node in " + report.country() + " told it too late");
            } else if (key.isPresent() && !report.keyId().equals(key.get())) {
                missing.add("a node in " + report.country() + " has another key than home");
            } else {
                told.add(report);
            }
        }
        for (SourceReport report : told) {
            boolean own = report.country().equals(home);
            int region = own ? HOME : regions++;
            homeWatched |= own ? report.watched() : 0;
            for (SourceReport.OfService one : report.services()) {
                Map<Long, Known> at = services.computeIfAbsent(one.service(), s -> new HashMap<>());
                for (SourceReport.Seen seen : one.seen()) {
                    Known known = at.computeIfAbsent(seen.token(), t -> new Known());
                    if (own) {
                        known.home |= seen.days();
                    } else {
                        known.abroad.put(region, seen.days());
                    }
                }
            }
        }
    }

    private Optional<Made> made() {
        Map<Service, Long> lengths = new LinkedHashMap<>();
        services.forEach((service, at) -> lengths.put(
                service, at.values().stream().filter(k -> (k.home & WEEK) != 0).count()));
        List<Service> wanted = lengths.entrySet().stream()
                .filter(e -> e.getValue() > 0)
                .sorted(Map.Entry.<Service, Long>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_SERVICES)
                .map(Map.Entry::getKey)
                .toList();
        if (wanted.isEmpty()) {
            return Optional.empty();
        }
        List<Sightings> sightings = wanted.stream().map(this::sightings).toList();
        long first = day - (Long.SIZE - Long.numberOfLeadingZeros(homeWatched));
        if (day - first < LEAST_DAYS) {
            missing.add("home has watched for " + (day - first) + " days: weights are set, not learnt");
        }
        SourceForecast.Watch watch = (region, d) -> region != HOME || watchedAtHome(d);
        SourceForecast ours = SourceForecast.learn(sightings, HOME, first, day, true, watch);
        SourceForecast aged = SourceForecast.learn(sightings, HOME, first, day, false, watch);
        List<Listed> lists = new ArrayList<>();
        for (int s = 0; s < wanted.size(); s++) {
            lists.add(listed(
                    wanted.get(s),
                    Math.toIntExact(lengths.getOrDefault(wanted.get(s), 0L)),
                    ours.rank(sightings, s, day),
                    aged.rank(sightings, s, day)));
        }
        return Optional.of(new Made(
                lists,
                told.stream().filter(r -> r.country().equals(home)).findFirst().orElseThrow().keyId(),
                told.stream().map(SourceReport::until).max(Comparator.naturalOrder()).orElseThrow(),
                missing));
    }

    private boolean watchedAtHome(long d) {
        long back = day - 1 - d;
        return back >= 0 && back < Long.SIZE && (homeWatched >>> back & 1) == 1;
    }

    private Sightings sightings(Service service) {
        Sightings out = new Sightings(regions);
        services.getOrDefault(service, Map.of()).forEach((token, known) -> {
            add(out, token, HOME, known.home);
            known.abroad.forEach((region, days) -> add(out, token, region, days));
        });
        return out;
    }

    private void add(Sightings out, long token, int region, long days) {
        for (long left = days; left != 0; left &= left - 1) {
            out.add(token, region, day - 1 - Long.numberOfTrailingZeros(left));
        }
    }

    private Listed listed(
            Service service,
            int length,
            List<SourceForecast.Ranked> ours,
            List<SourceForecast.Ranked> aged) {
        Map<Long, Known> at = services.getOrDefault(service, Map.of());
        SortedMap<String, List<Long>> rivals = new TreeMap<>();
        rivals.put(
                OWN,
                at.entrySet().stream()
                        .filter(e -> (e.getValue().home & WEEK) != 0)
                        .map(Map.Entry::getKey)
                        .sorted(Long::compareUnsigned)
                        .toList());
        rivals.put(
                WORST,
                at.entrySet().stream()
                        .filter(e -> e.getValue().weekDays() > 0)
                        .sorted(Comparator.comparingInt((Map.Entry<Long, Known> e) ->
                                        -e.getValue().weekDays())
                                .thenComparing(Map.Entry.comparingByKey(Long::compareUnsigned)))
                        .limit(length)
                        .map(Map.Entry::getKey)
                        .toList());
        rivals.put(
                AGED, aged.stream().limit(length).map(SourceForecast.Ranked::source).toList());
        return new Listed(
                service,
                ours.stream()
                        .limit(length)
                        .map(r -> place(r, at.getOrDefault(r.source(), new Known())))
                        .toList(),
                rivals);
    }

    private static SourceList.Place place(SourceForecast.Ranked ranked, Known known) {
        return new SourceList.Place(
                ranked.source(),
                ranked.probability(),
                Long.bitCount(known.home & PAST),
                (int) known.abroad.values().stream().filter(d -> (d & PAST) != 0).count(),
                1 + Math.min(Long.numberOfTrailingZeros(known.all()), SourceReport.MOST_DAYS - 1));
    }
}
