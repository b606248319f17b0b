package yochi.evaluation.forecast;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import yochi.analysis.victim.AttackDays;
import yochi.analysis.victim.NetworkHazard;
import yochi.evaluation.Evaluation;

/**
 * Which networks of a country will be named the next day: every country as home in turn, on every day on which it was
 * named, a ranked list as long as the list of networks named that day. Networks not on that list apart. Targets whose
 * country is known by their name only.
 */
final class VictimNetworkPart implements Part {
    private static final String YESTERDAY = "yesterday's list";
    private static final String OFTEN = "most often before";

    private final ContentNetworks content = ContentNetworks.shipped();

    /** Which networks are asked for. */
    private enum Kind {
        ALL("all networks"),
        OWN("without content networks"),
        CONTENT("content networks");

        private final String word;

        Kind(String word) {
            this.word = word;
        }
    }

    /** The lists of one country and day, and how many of each were named. */
    private record Listed(
            long day, String country, Kind kind, boolean fresh, int length, Map<String, Integer> hits, int named) {
        double rate(String method) {
            return (double) hits.getOrDefault(method, 0) / length;
        }
    }

    @Override
    public List<String> limits() {
        return List.of(
                "victim.asHitRate: AS numbers are those of 2026, applied to lists of 2023 and 2024.",
                "victim.newAsHitRate: yesterday's list holds none of these networks, so its rate is 0 by definition;"
                        + " the rival that counts is the list of those most often named before, of the same length.",
                "victim.asHitRate: a list is made only on a day on which the country was named: of a first day"
                        + " nothing is said.");
    }

    @Override
    public List<Evaluation.Measured> measures(Inputs inputs) {
        if (inputs.orders().isEmpty()) {
            return List.of();
        }
        OrderLists lists = OrderLists.read(inputs.orders().get(), inputs.span());
        return DayBoundaries.over(DayBoundaries.HOURS, shift -> figures(shift, lists, inputs));
    }

    private List<Evaluation.Measured> figures(int shift, OrderLists lists, Inputs inputs) {
        AttackDays days = lists.days(shift, VictimNetworkPart::regions);
        List<Listed> all = roll(days, shift, inputs);
        long kept = VictimPart.lastThird(days.day(0), days.day(days.size() - 1));
        List<Evaluation.Measured> out = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            for (boolean fresh : new boolean[] {false, true}) {
                List<Listed> own = all.stream()
                        .filter(l -> l.kind() == kind && l.fresh() == fresh)
                        .toList();
                String group = String.format(Locale.ROOT, "ccTLD, %s, shift %+d h, ", kind.word, shift);
                figure(fresh, group + "whole", own, inputs, l -> true).ifPresent(out::add);
                figure(fresh, group + "last third", own, inputs, l -> l.day() >= kept)
                        .ifPresent(out::add);
                if (shift == 0 && kind == Kind.ALL) {
                    String home = "ccTLD, " + kind.word + ", home " + inputs.home();
                    figure(fresh, home, own, inputs, l -> l.country().equals(inputs.home()))
                            .map(m -> cases(m, own, inputs.home()))
                            .ifPresent(out::add);
                }
            }
        }
        return out;
    }

    private static Set<String> regions(OrderLists.Target target) {
        Set<String> out = new HashSet<>();
        if (target.byName()) {
            out.add(target.country());
            target.networks().forEach(network -> out.add(target.country() + "/" + network));
        }
        return out;
    }

    private List<Listed> roll(AttackDays days, int shift, Inputs inputs) {
        NetworkHazard.History history = new NetworkHazard.History(days);
        List<Listed> out = new ArrayList<>();
        Optional<NetworkHazard> fitted = Optional.empty();
        for (int end = VictimPart.FIRST_ORIGIN; end < days.size(); end++) {
            NetworkHazard model = fitted.isEmpty()
                            || (end - VictimPart.FIRST_ORIGIN) % VictimPart.REFIT_DAYS == 0
                    ? NetworkHazard.fit(history, end)
                    : fitted.get();
            fitted = Optional.of(model);
            if (!days.watched(end)) {
                continue;
            }
            for (String country : days.countries()) {
                if (days.hit(country, end - 1)) {
                    out.addAll(listed(days, model, country, end));
                }
            }
        }
        out.forEach(l -> inputs.dump().accept(line(l, shift)));
        return out;
    }

    private List<Listed> listed(AttackDays days, NetworkHazard model, String country, int end) {
        List<Listed> out = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            List<NetworkHazard.Ranked> asked = model.rank(country, end).stream()
                    .filter(r -> kind == Kind.ALL || content.holds(r.network()) == (kind == Kind.CONTENT))
                    .toList();
            Set<String> yesterday = names(asked.stream().filter(NetworkHazard.Ranked::yesterday));
            int length = yesterday.size();
            if (length == 0) {
                continue;
            }
            List<NetworkHazard.Ranked> often = asked.stream()
                    .sorted(Comparator.comparingInt((NetworkHazard.Ranked r) -> -r.namedDays())
                            .thenComparing(NetworkHazard.Ranked::network))
                    .toList();
            Predicate<String> named = network -> days.hit(country + "/" + network, end);
            Predicate<String> wanted = n -> kind == Kind.ALL || content.holds(n) == (kind == Kind.CONTENT);
            List<String> came = networks(days, country).stream()
                    .filter(n -> wanted.test(n) && named.test(n))
                    .toList();
            out.add(new Listed(
                    days.day(end),
                    country,
                    kind,
                    false,
                    length,
                    Map.of(
                            Days.OURS, hits(names(asked.stream().limit(length)), came),
                            YESTERDAY, hits(yesterday, came),
                            OFTEN, hits(names(often.stream().limit(length)), came)),
                    came.size()));
            List<String> anew = came.stream().filter(n -> !yesterday.contains(n)).toList();
            out.add(new Listed(
                    days.day(end),
                    country,
                    kind,
                    true,
                    length,
                    Map.of(
                            Days.OURS,
                            hits(names(asked.stream().filter(r -> !r.yesterday()).limit(length)), anew),
                            YESTERDAY,
                            0,
                            OFTEN,
                            hits(names(often.stream().filter(r -> !r.yesterday()).limit(length)), anew)),
                    anew.size()));
        }
        return out;
    }

    private static List<String> networks(AttackDays days, String country) {
        return days.regions().stream()
                .filter(r -> r.startsWith(country + "/"))
                .map(r -> r.substring(country.length() + 1))
                .toList();
    }

    private static Set<String> names(java.util.stream.Stream<NetworkHazard.Ranked> ranked) {
        return ranked.map(NetworkHazard.Ranked::network).collect(Collectors.toCollection(TreeSet::new));
    }

    private static int hits(Set<String> list, Collection<String> came) {
        return (int) came.stream().filter(list::contains).count();
    }

    private static Optional<Evaluation.Measured> figure(
            boolean fresh, String group, List<Listed> all, Inputs inputs, Predicate<Listed> member) {
        Days days = new Days(inputs.seed());
        all.stream().filter(member).forEach(l -> {
            Map<String, Double> rates = new TreeMap<>();
            l.hits().keySet().forEach(method -> rates.put(method, l.rate(method)));
            days.add(l.day(), rates);
        });
        return days.n() == 0
                ? Optional.empty()
                : Optional.of(days.measured(
                        measure(fresh),
                        group,
                        "share of the list named the next day, mean of lists",
                        Evaluation.Better.HIGHER,
                        Optional.empty()));
    }

    private static String measure(boolean fresh) {
        return fresh ? "victim.newAsHitRate" : "victim.asHitRate";
    }

    /** Few lists of one country are told one by one. */
    private static Evaluation.Measured cases(Evaluation.Measured m, List<Listed> all, String home) {
        List<Listed> own = all.stream().filter(l -> l.country().equals(home)).toList();
        if (own.size() >= VictimPart.LEAST_EVENTS) {
            return m;
        }
        String told = own.stream()
                .map(l -> String.format(
                        Locale.ROOT,
                        "%s list of %d, %d named: ours %d, yesterday's %d, most often %d",
                        LocalDate.ofEpochDay(l.day()),
                        l.length(),
                        l.named(),
                        l.hits().getOrDefault(Days.OURS, 0),
                        l.hits().getOrDefault(YESTERDAY, 0),
                        l.hits().getOrDefault(OFTEN, 0)))
                .collect(Collectors.joining("; "));
        return new Evaluation.Measured(
                m.name(),
                m.group(),
                m.unit(),
                m.better(),
                m.target(),
                m.value(),
                m.low(),
                m.high(),
                m.n(),
                own.size(),
                m.rivals(),
                m.difference(),
                own.size() + " lists, too few to tell: " + told);
    }

    private static Line line(Listed listed, int shift) {
        Instant from = Instant.ofEpochSecond(OrderLists.start(listed.day(), shift));
        Instant to = Instant.ofEpochSecond(OrderLists.start(listed.day() + 1, shift));
        String unit = String.format(Locale.ROOT, "ccTLD, %s, shift %+d h", listed.kind().word, shift);
        String measure = measure(listed.fresh());
        return new Line(
                measure + "/" + unit + "/" + listed.country() + "/" + listed.day(),
                from,
                from,
                from,
                to,
                unit,
                listed.country(),
                measure,
                Optional.empty(),
                Map.of(),
                Optional.of(listed.rate(Days.OURS)),
                Map.of(YESTERDAY, listed.rate(YESTERDAY), OFTEN, listed.rate(OFTEN)),
                listed.named(),
                to,
                List.of(),
                NetworkHazard.METHOD,
                "");
    }
}
