package yochi.centre.situation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import yochi.analysis.victim.AttackDays;
import yochi.analysis.victim.Covariate;
import yochi.analysis.victim.Features;
import yochi.analysis.victim.HazardModel;
import yochi.analysis.victim.PublicEvents;
import yochi.core.model.Asn;
import yochi.core.model.Country;
import yochi.core.model.Forecast;
import yochi.core.model.Prediction;

/**
 * Event forecasts for the home country and its parts: will orders name it within a day, within a week (algorithms
 * §4.6). A part's probability is that of its whole times its shrunk share ({@link UnitForecaster}). A hazard that
 * cannot be fitted is replaced by climatology, and the statement says so.
 */
public final class EventForecaster {
    /** Horizons asked for, days. */
    public static final List<Integer> HORIZON_DAYS = List.of(1, 7);

    /**
     * Weight of what one node alone says although others watch; own choice: a certainty of its own making adds at most
     * 0.2, less than the probability that raises an alert by default (0.25).
     */
    private static final double ALONE_WEIGHT = 0.2;

    private static final String WITHOUT = " Probability without them: ";

    private final Country home;
    private final PublicEvents events;
    private final Hazard hazard;

    /** How a hazard is fitted. */
    interface Hazard {
        HazardModel fit(Features features, int end, int horizonDays);
    }

    public EventForecaster(Country home) {
        this(home, EventCalendar.shipped().current());
    }

    /**
     * One that knows of scheduled events.
     *
     * @param calendar what holds at the moment of issue
     */
    public EventForecaster(Country home, EventCalendar.Read calendar) {
        this(home, calendar, HazardModel::fit);
    }

    EventForecaster(Country home, Hazard hazard) {
        this(home, EventCalendar.shipped().current(), hazard);
    }

    private EventForecaster(Country home, EventCalendar.Read calendar, Hazard hazard) {
        this.home = home;
        events = new PublicEvents(calendar.events());
        this.hazard = hazard;
    }

    /**
     * The same where no prefix or sector is registered.
     *
     * @param networks home networks to speak of
     */
    public List<Forecast> issue(AttackDays days, List<Asn> networks) {
        return issue(new UnitDays(days, days), networks, HomeUnits.NONE);
    }

    /** The same where no node tells of attacks on own sites. */
    public List<Forecast> issue(UnitDays known, List<Asn> networks, HomeUnits register) {
        return issue(known, networks, register, SeenSites.NONE);
    }

    /**
     * Forecasts for the days that begin at the end of the days given: of the country, of networks, and of all prefixes
     * and sectors that are registered.
     *
     * @param networks home networks to speak of
     * @param seen which of home's own sites sensors saw attacked
     * @return none while fewer than four weeks are known, or no country was ever named
     */
    public List<Forecast> issue(UnitDays known, List<Asn> networks, HomeUnits register, SeenSites seen) {
        List<Forecast> out = new ArrayList<>();
        AttackDays days = known.whole();
        if (days.size() < HazardModel.LEAST_DAYS || days.countries().isEmpty()) {
            return out;
        }
        AttackDays trusted = days.corroborated();
        SeenEvidence evidence = new SeenEvidence(home, register, seen, days);
        Features every = features(days, evidence.covariates(days, false));
        List<Covariate> told = evidence.covariates(trusted, false);
        // Where no order is doubted, what is believed is what is told, and is not fitted twice.
        Features ordersBelieved = trusted == days ? every : features(trusted, told);
        Features believed = told.isEmpty() ? ordersBelieved : features(trusted, evidence.covariates(trusted, true));
        for (int horizon : HORIZON_DAYS) {
            SortedMap<String, Double> rivals = HazardModel.rivals(days, home.code(), days.size(), horizon);
            List<String> missing = new ArrayList<>(unwatched(days));
            List<String> ofCountry = new ArrayList<>();
            double likely;
            double sure;
            try {
                HazardModel.Answer all = answer(every, days, horizon);
                sure = believed == every ? all.probability() : answer(believed, trusted, horizon).probability();
                double sites = told.isEmpty()
                        ? sure
                        : ordersBelieved == every
                                ? all.probability()
                                : answer(ordersBelieved, trusted, horizon).probability();
                likely = bounded(capped(all.probability(), sites), sure);
                ofCountry.addAll(scheduled(all, days, horizon));
                ofCountry.addAll(evidence.said(all));
            } catch (RuntimeException e) { // whatever a fit does: the rival answers, and the statement says so
                sure = HazardModel.rivals(trusted, home.code(), days.size(), horizon)
                        .getOrDefault(HazardModel.CLIMATOLOGY, 0.0);
                likely = capped(rivals.getOrDefault(HazardModel.CLIMATOLOGY, 0.0), sure);
                missing.add("The hazard of " + horizon + " days could not be fitted: " + HazardModel.CLIMATOLOGY
                        + " stands in for it.");
            }
            ofCountry.addAll(0, missing);
            ofCountry.addAll(evidence.totals());
            alone(days, home.code(), OptionalDouble.of(sure)).ifPresent(ofCountry::add);
            if (evidence.alone()) {
                ofCountry.add(seenAlone(sure));
            }
            out.add(UnitForecaster.statement(
                    home.code(), horizon, likely, rivals, days, HazardModel.METHOD, ofCountry));
            Map<String, Double> without = evidence.alone() || alone(known, networks, register)
                    ? without(known, networks, register, horizon, sure)
                    : Map.of();
            UnitForecaster.Beside beside = new UnitForecaster.Beside(without, evidence);
            out.addAll(new UnitForecaster(home, register, known, horizon, missing, beside).issue(likely, networks));
        }
        return out;
    }

    private boolean alone(UnitDays known, List<Asn> networks, HomeUnits register) {
        return known.whole().daysAlone(home.code()) > 0
                || networks.stream().anyMatch(n -> known.whole().daysAlone(n.toString()) > 0)
                || register.units().stream().anyMatch(u -> known.units().daysAlone(u.region()) > 0);
    }

    /** What would be said of each part without the days that one node alone tells of. */
    private Map<String, Double> without(
            UnitDays known, List<Asn> networks, HomeUnits register, int horizon, double sure) {
        Map<String, Double> out = new TreeMap<>();
        SeenEvidence none = new SeenEvidence(home, register, SeenSites.NONE, known.whole());
        new UnitForecaster(
                        home,
                        register,
                        known.corroborated(),
                        horizon,
                        List.of(),
                        new UnitForecaster.Beside(Map.of(), none))
                .issue(sure, networks)
                .forEach(f -> {
                    if (f.prediction() instanceof Prediction.Probability p) {
                        out.put(f.question().region().name(), p.value());
                    }
                });
        return out;
    }

    private Features features(AttackDays days, List<Covariate> seen) {
        List<Covariate> covariates = new ArrayList<>(seen);
        covariates.addFirst(events);
        return new Features(days, days, covariates);
    }

    private HazardModel.Answer answer(Features of, AttackDays days, int horizon) {
        HazardModel.Answer answer = hazard.fit(of, days.size(), horizon).answer(home.code());
        if (!(answer.probability() >= 0 && answer.probability() <= 1)) {
            throw new ArithmeticException("not a probability: " + answer.probability());
        }
        return answer;
    }

    /** Which scheduled events count in the answer, and how far they moved it. */
    private List<String> scheduled(HazardModel.Answer answer, AttackDays days, int horizon) {
        long next = days.day(days.size() - 1) + 1;
        if (!events.covers(next)) {
            return List.of("The calendar of public events does not reach " + LocalDate.ofEpochDay(next)
                    + ": none is known, which is not none.");
        }
        Double moved = answer.moved().get(PublicEvents.NAME);
        if (moved == null) {
            return List.of();
        }
        String names = events.events(home.code(), days.day(days.size() - 1), horizon).stream()
                .map(e -> e.kind() + " " + e.name() + " on " + e.from())
                .collect(Collectors.joining("; "));
        return List.of(String.format(
                Locale.ROOT, "Scheduled public events count in this with %+.1f points: %s.", 100 * moved, names));
    }

    /** What one node alone says although others watch moves a probability by a fifth of its way, and no further. */
    static double capped(double withAll, double corroborated) {
        return corroborated + ALONE_WEIGHT * (withAll - corroborated);
    }

    /**
     * What one node alone says of anything moves a probability by no more than a fifth of the way to certainty; what is
     * learnt of attacks on own sites that one node alone sees counts in full up to there.
     */
    static double bounded(double withAll, double corroborated) {
        return Math.clamp(
                withAll,
                corroborated - ALONE_WEIGHT * corroborated,
                corroborated + ALONE_WEIGHT * (1 - corroborated));
    }

    private static List<String> unwatched(AttackDays days) {
        int unwatched = days.size() - days.watchedDays(0, days.size());
        return unwatched == 0
                ? List.of()
                : List.of("Orders were not watched on " + unwatched + " of " + days.size() + " days.");
    }

    static Optional<String> alone(AttackDays days, String region, OptionalDouble without) {
        int alone = days.daysAlone(region);
        return alone == 0
                ? Optional.empty()
                : Optional.of("Orders against " + region + " on " + alone
                        + " days are not corroborated: one node told of them, others watched and saw none."
                        + (without.isEmpty()
                                ? ""
                                : String.format(Locale.ROOT, WITHOUT + "%.4f.", without.getAsDouble())));
    }

    static String seenAlone(double without) {
        return String.format(
                Locale.ROOT,
                "Attacks on own sites that one node alone tells of move this by a fifth of the way to certainty at"
                        + " most." + WITHOUT + "%.4f.",
                without);
    }

    /** How likely it would be without what one node alone tells; empty where all is corroborated. */
    static OptionalDouble without(Forecast said) {
        return said.missing().stream()
                .filter(text -> text.contains(WITHOUT))
                .map(text -> text.substring(text.indexOf(WITHOUT) + WITHOUT.length(), text.length() - 1))
                .mapToDouble(Double::parseDouble)
                .min();
    }
}
