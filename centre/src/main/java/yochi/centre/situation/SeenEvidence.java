package yochi.centre.situation;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import yochi.analysis.victim.AttackDays;
import yochi.analysis.victim.Covariate;
import yochi.analysis.victim.Forerunners;
import yochi.analysis.victim.HazardModel;
import yochi.core.model.Asn;
import yochi.core.model.Country;
import yochi.core.model.Prefix;
import yochi.core.model.SeenVictim;

/**
 * What attacks on home's own sites that honeypots and darknets saw without an order say of the orders to come: one
 * {@link Forerunners} covariate a sign, from what all nodes tell and from what no one node tells alone. Its weight is
 * learnt from home's own past; with too little of that it is left out, and the forecast says so.
 */
final class SeenEvidence {
    private final Country home;
    private final HomeUnits register;
    private final SeenSites seen;
    private final AttackDays days;
    private final Map<SeenVictim.Kind, Forerunners> all;
    private final boolean alone;

    /** Evidence of the days. */
    SeenEvidence(Country home, HomeUnits register, SeenSites seen, AttackDays days) {
        this.home = home;
        this.register = register;
        this.seen = seen;
        this.days = days;
        all = forerunners(days, false);
        Map<SeenVictim.Kind, Forerunners> believed = forerunners(days, true);
        alone = all.entrySet().stream()
                .filter(e -> e.getValue().past(home.code(), lastDay() + 1).enough())
                .anyMatch(e -> now(e.getValue()) > now(believed.getOrDefault(e.getKey(), e.getValue())));
    }

    private Map<SeenVictim.Kind, Forerunners> forerunners(AttackDays of, boolean corroborated) {
        Map<SeenVictim.Kind, Forerunners> out = new EnumMap<>(SeenVictim.Kind.class);
        for (SeenVictim.Kind kind : SeenVictim.Kind.values()) {
            out.put(kind, new Forerunners(name(kind), of, seen.seen(kind, corroborated)));
        }
        return out;
    }

    private static String name(SeenVictim.Kind kind) {
        return "attacks on own sites that " + sensors(kind) + " saw";
    }

    private static String sensors(SeenVictim.Kind kind) {
        return kind == SeenVictim.Kind.AMPLIFICATION ? "honeypots" : "darknets";
    }

    /**
     * Those of which enough is known.
     *
     * @param of the same days, with or without orders that one node alone tells of
     * @param corroborated whether only what is left whichever one node is not believed
     */
    List<Covariate> covariates(AttackDays of, boolean corroborated) {
        List<Covariate> out = new ArrayList<>();
        forerunners(of, corroborated).values().stream()
                .filter(f -> f.past(home.code(), lastDay() + 1).enough())
                .forEach(out::add);
        return out;
    }

    private long lastDay() {
        return days.day(days.size() - 1);
    }

    /** Whether the answer rests on sites that one node alone tells of. */
    boolean alone() {
        return alone;
    }

    private double now(Forerunners of) {
        return of.at(home.code(), lastDay(), 1).orElse(0);
    }

    /** What counts in the country's answer and what does not, in sentences. */
    List<String> said(HazardModel.Answer answer) {
        List<String> out = new ArrayList<>();
        if (register.units().stream().allMatch(HomeUnits.Unit::isSector)) {
            return out;
        }
        all.forEach((kind, forerunners) -> {
            Forerunners.Past past = forerunners.past(home.code(), lastDay() + 1);
            if (!seen.watched(kind)) {
                out.add("No node tells " + home + " which of its own sites " + sensors(kind)
                        + " see attacked: that is unknown, not none.");
            } else if (!past.enough()) {
                out.add("Attacks on own sites that " + sensors(kind) + " see do not count in this: known on "
                        + past.known() + " days (" + Forerunners.LEAST_KNOWN + " needed), some on " + past.seen() + " ("
                        + Forerunners.LEAST_SEEN + "), orders on the day behind " + past.followed() + " ("
                        + Forerunners.LEAST_FOLLOWED + ").");
            } else {
                out.addAll(counted(kind, forerunners, answer));
            }
        });
        return out;
    }

    private List<String> counted(SeenVictim.Kind kind, Forerunners forerunners, HazardModel.Answer answer) {
        OptionalDouble value = forerunners.at(home.code(), lastDay(), 1);
        Double moved = answer.moved().get(forerunners.name());
        if (value.isEmpty() && !days.hit(home.code(), days.size() - 1)) {
            return List.of("Whether " + sensors(kind) + " saw own sites attacked in the last " + Forerunners.RECENT
                    + " days is not known.");
        }
        return moved == null
                ? List.of()
                : List.of(String.format(
                        Locale.ROOT,
                        "Attacks on %.0f registered prefixes that %s saw in the last %d days, each day for itself,"
                                + " count in this with %+.1f points.",
                        Math.expm1(value.orElse(0)),
                        sensors(kind),
                        Forerunners.RECENT,
                        100 * moved));
    }

    /** How many of the country's addresses were seen attacked of late, registered or not. */
    List<String> totals() {
        List<String> out = new ArrayList<>();
        for (SeenVictim.Kind kind : SeenVictim.Kind.values()) {
            List<SeenSites.Sight> recent = recent(kind);
            if (!recent.isEmpty()) {
                out.add("In the last " + Forerunners.RECENT + " days " + sensors(kind) + " saw "
                        + distinct(recent, SeenSites.Sight::name) + " addresses of " + home + " attacked.");
            }
        }
        return out;
    }

    private List<SeenSites.Sight> recent(SeenVictim.Kind kind) {
        return seen.of(kind, lastDay() - Forerunners.RECENT + 1, lastDay());
    }

    private static int distinct(
            List<SeenSites.Sight> sights, java.util.function.Function<SeenSites.Sight, String> what) {
        Set<String> out = sights.stream().map(what).collect(Collectors.toSet());
        return out.size();
    }

    /** What was seen of a network, prefix or sector itself. */
    List<String> of(String region) {
        Predicate<SeenSites.Sight> in = in(region);
        List<String> out = new ArrayList<>();
        for (SeenVictim.Kind kind : SeenVictim.Kind.values()) {
            List<SeenSites.Sight> own = recent(kind).stream().filter(in).toList();
            if (!own.isEmpty()) {
                out.add(region + " itself was seen attacked in the last " + Forerunners.RECENT + " days: by "
                        + sensors(kind) + " of " + distinct(own, SeenSites.Sight::node) + " nodes, "
                        + own.stream().mapToLong(SeenSites.Sight::packets).max().orElse(0)
                        + " packets or less at one of them.");
            }
        }
        if (seen != SeenSites.NONE && !register.finds(region)) {
            out.add("Seen victims are told by hashes: none is found in " + region + ", which is too wide for that, or"
                    + " narrower than an IPv6 /48.");
        }
        return out;
    }

    private Predicate<SeenSites.Sight> in(String region) {
        if (!HomeUnits.speaksOf(region)) {
            long number = Asn.parse(region).number();
            return s -> s.asn() == number;
        }
        Set<Prefix> prefixes = register.prefixes(region);
        return s -> s.prefix().map(Prefix::parse).stream()
                .anyMatch(p -> prefixes.stream().anyMatch(wide -> wide.contains(p)));
    }
}
