package yochi.evaluation.forecast;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import yochi.analysis.cube.Cube;
import yochi.analysis.source.Sightings;
import yochi.analysis.source.SourceForecast;
import yochi.core.model.Epoch;
import yochi.core.model.Service;
import yochi.evaluation.Evaluation;

/**
 * Who comes to the home country tomorrow: the share of a list's sources that home sees on the next UTC day, service by
 * service, all lists as long as home's own of the last 7 days (algorithms §7.1, §10.3).
 */
final class SourcePart implements Part {
    static final String OWN = "own list of the last 7 days";
    static final String WORST = "worst offenders of all";
    static final String AGED = "own sightings only, aged, learnt alike";
    private static final String RATE = "sources.hitRate";
    private static final String VERSION = "source.SourceForecast 1";
    private static final int WEEK = 7;
    /** Days before the first list: what the method looks back to. */
    private static final int FIRST = SourceForecast.PAST_DAYS;
    /** What is learnt is learnt anew so often, days. */
    private static final int LEARN = 7;

    /** Name to service; the list. */
    private static final Map<String, Service> SERVICES = services();

    private static Map<String, Service> services() {
        Map<String, Service> out = new LinkedHashMap<>();
        out.put("mssql", Service.tcp(1433));
        out.put("rdp", Service.tcp(3389));
        out.put("ssh", Service.tcp(22));
        out.put("mysql", Service.tcp(3306));
        out.put("http", Service.tcp(80));
        out.put("dns", Service.udp(53));
        out.put("sip", Service.udp(5060));
        out.put("chargen", Service.udp(19));
        out.put("rpc", Service.tcp(111));
        return out;
    }

    /** One list of one day and service, with what came of it. */
    record Listed(String country, String service, long day, Map<String, Double> rates, int length, int came) {}

    @Override
    public List<Evaluation.Measured> measures(Inputs inputs) {
        if (inputs.captures().isEmpty()) {
            return List.of();
        }
        SourceDays days =
                SourceDays.read(inputs.captures().get(), inputs.span(), List.copyOf(SERVICES.values()));
        Map<String, Set<String>> countries = new TreeMap<>();
        Cube cube = inputs.cubes().build(Instant.MAX);
        cube.regions().forEach(r -> countries
                .computeIfAbsent(cube.country(r).code(), k -> new HashSet<>())
                .add(r.name()));
        List<Listed> all = new ArrayList<>();
        countries.forEach((country, sensors) -> all.addAll(lists(days, country, sensors)));
        all.forEach(l -> inputs.dump().accept(line(l)));
        return figures(all, inputs.home(), inputs.seed());
    }

    /** All lists for one country as home. */
    static List<Listed> lists(SourceDays days, String country, Set<String> homeSensors) {
        List<String> regions = new ArrayList<>(days.sensors());
        regions.removeAll(homeSensors);
        List<Sightings> services = SERVICES.values().stream()
                .map(s -> sightings(days.of(s), regions, homeSensors))
                .toList();
        Set<Long> watched = new HashSet<>();
        days.sensors().stream().filter(homeSensors::contains).forEach(s -> watched.addAll(days.watched(s)));
        List<Listed> out = new ArrayList<>();
        if (watched.isEmpty()) {
            return out;
        }
        long first = watched.stream().min(Comparator.naturalOrder()).orElseThrow();
        long last = watched.stream().max(Comparator.naturalOrder()).orElseThrow();
        List<Map.Entry<String, Service>> names = List.copyOf(SERVICES.entrySet());
        for (long learnt = first + FIRST; learnt <= last; learnt += LEARN) {
            SourceForecast ours = SourceForecast.learn(services, 0, first, learnt, true);
            SourceForecast own = SourceForecast.learn(services, 0, first, learnt, false);
            for (long day = learnt; day < Math.min(learnt + LEARN, last + 1); day++) {
                for (int s = 0; s < names.size() && watched.contains(day); s++) {
                    Map<SourceDays.Visit, Long> visits = days.of(names.get(s).getValue());
                    Known known = new Known(visits, homeSensors, day);
                    if (!known.own.isEmpty()) {
                        Map<String, Double> rates = new TreeMap<>();
                        rates.put(Days.OURS, known.rate(ranked(ours, services, s, day)));
                        rates.put(AGED, known.rate(ranked(own, services, s, day)));
                        rates.put(OWN, known.rate(List.copyOf(known.own)));
                        rates.put(WORST, known.rate(known.worst()));
                        out.add(new Listed(
                                country, names.get(s).getKey(), day, rates, known.own.size(), known.came.size()));
                    }
                }
            }
        }
        return out;
    }

    private static List<Long> ranked(SourceForecast by, List<Sightings> services, int service, long day) {
        return by.rank(services, service, day).stream()
                .map(SourceForecast.Ranked::source)
                .toList();
    }

    /** Region 0 is home, whatever sensors it has. */
    private static Sightings sightings(
            Map<SourceDays.Visit, Long> visits, List<String> regions, Set<String> home) {
        Sightings out = new Sightings(regions.size() + 1);
        visits.keySet().forEach(v ->
                out.add(v.source(), home.contains(v.sensor()) ? 0 : 1 + regions.indexOf(v.sensor()), v.day()));
        return out;
    }

    /** What the naive lists are made of, and what came. */
    private static final class Known {
        private final Set<Long> own = new HashSet<>();
        private final Set<Long> came = new HashSet<>();
        private final Map<Long, Long> offences = new HashMap<>();

        Known(Map<SourceDays.Visit, Long> visits, Set<String> home, long day) {
            visits.forEach((v, packets) -> {
                if (v.day() == day && home.contains(v.sensor())) {
                    came.add(v.source());
                } else if (v.day() < day && v.day() >= day - WEEK) {
                    offences.merge(v.source(), packets, Long::sum);
                    if (home.contains(v.sensor())) {
                        own.add(v.source());
                    }
                }
            });
        }

        List<Long> worst() {
            return offences.entrySet().stream()
                    .sorted(Map.Entry.<Long, Long>comparingByValue().reversed()
                            .thenComparing(Map.Entry.comparingByKey()))
                    .map(Map.Entry::getKey)
                    .toList();
        }

        /** Hits among the first of a list, as many as home's own list has. */
        double rate(List<Long> list) {
            long hits = list.stream().limit(own.size()).filter(came::contains).count();
            return (double) hits / own.size();
        }
    }

    private static Line line(Listed l) {
        Instant day = Instant.ofEpochSecond(l.day * Epoch.DAY);
        Instant end = day.plusSeconds(Epoch.DAY);
        Map<String, Object> rivals = new TreeMap<>(l.rates);
        rivals.remove(Days.OURS);
        return new Line(
                "sources " + l.country + " " + l.service + " " + day,
                day,
                day,
                day,
                end,
                "hits per listed source, list of " + l.length,
                l.country + " " + l.service,
                RATE,
                Optional.empty(),
                Map.of(),
                Optional.of(l.rates.getOrDefault(Days.OURS, Double.NaN)),
                rivals,
                l.came,
                end,
                List.of(),
                VERSION,
                "");
    }

    /** Figures of home, whole and of the last third of its days; and of every country in turn. */
    static List<Evaluation.Measured> figures(List<Listed> all, String home, long seed) {
        List<Evaluation.Measured> out = new ArrayList<>();
        List<Listed> own = all.stream().filter(l -> l.country.equals(home)).toList();
        if (own.isEmpty()) {
            return out;
        }
        long first = own.stream().mapToLong(Listed::day).min().orElseThrow();
        long last = own.stream().mapToLong(Listed::day).max().orElseThrow();
        // The thirds are of the data's days, which begin before the first list.
        long late = last + 1 - (last + 1 - (first - FIRST)) / 3;
        for (String part : List.of("whole", "last third")) {
            List<Listed> of = own.stream()
                    .filter(l -> part.equals("whole") || l.day >= late)
                    .toList();
            out.addAll(against("all services, " + part, of, seed));
            Set<String> tcp = SERVICES.entrySet().stream()
                    .filter(e -> e.getValue().protocol() == Service.Protocol.TCP)
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toSet());
            figure("tcp only, " + part, OWN, of.stream().filter(l -> tcp.contains(l.service)).toList(), seed)
                    .ifPresent(out::add);
            for (String service : SERVICES.keySet()) {
                List<Listed> one = of.stream().filter(l -> l.service.equals(service)).toList();
                figure(service + ", " + part, OWN, one, seed).ifPresent(out::add);
            }
        }
        all.stream().map(Listed::country).distinct().forEach(country -> figure(
                        "home " + country + ", all services, last third",
                        OWN,
                        all.stream().filter(l -> l.country.equals(country) && l.day >= late).toList(),
                        seed)
                .ifPresent(out::add));
        return out;
    }

    private static List<Evaluation.Measured> against(String group, List<Listed> of, long seed) {
        List<Evaluation.Measured> out = new ArrayList<>();
        figure(group, OWN, of, seed).ifPresent(out::add);
        figure(group + ", against worst offenders", WORST, of, seed).ifPresent(out::add);
        figure(group + ", what foreign observations add", AGED, of, seed).ifPresent(out::add);
        return out;
    }

    private static Optional<Evaluation.Measured> figure(String group, String rival, List<Listed> of, long seed) {
        if (of.isEmpty()) {
            return Optional.empty();
        }
        Days days = new Days(seed);
        of.forEach(l -> days.add(l.day, l.rates));
        Evaluation.Difference own = days.figure(m -> m.of(Days.OURS));
        Evaluation.Difference gain = days.against(rival);
        return Optional.of(new Evaluation.Measured(
                RATE,
                group,
                "hits per listed source",
                Evaluation.Better.HIGHER.word(),
                Optional.empty(),
                own.value(),
                own.low(),
                own.high(),
                days.n(),
                days.blocks(),
                List.of(
                        new Evaluation.Rival(OWN, days.mean(OWN)),
                        new Evaluation.Rival(WORST, days.mean(WORST)),
                        new Evaluation.Rival(AGED, days.mean(AGED))),
                Optional.of(gain),
                Days.verdict(gain, false, rival)));
    }

    @Override
    public List<String> limits() {
        return List.of(
                "Sources: rows of marx hold no flags, so that an origin of TCP may be forged as well as one of UDP"
                        + " (dns, sip, chargen); a product's list holds completed handshakes and consistent scanners"
                        + " only.",
                "Sources: half-life, floors and form of the method were chosen on days before 2013-06-01; the"
                        + " last third of the days, apart, begins there; an earlier form had been printed over all"
                        + " days before a service's own weights and the oldest age were chosen.");
    }
}
