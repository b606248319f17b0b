package yochi.evaluation.forecast;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import yochi.analysis.score.Scores;
import yochi.analysis.victim.AttackDays;
import yochi.analysis.victim.Covariate;
import yochi.analysis.victim.Features;
import yochi.analysis.victim.HazardModel;
import yochi.core.model.Epoch;
import yochi.evaluation.Evaluation;
import yochi.evaluation.world.VictimParameters;
import yochi.evaluation.world.VictimWorld;

/**
 * What amplification events, pooled backscatter and botnet growth add to the forecast of which country orders name
 * tomorrow, on <em>simulated</em> worlds alone: no data hold both orders and these. The hazard with each, with all, and
 * with none of them, on the same days of worlds that nothing was chosen on; beside them worlds without nuisances,
 * worlds in which nothing goes before an order, and evidence whose days were exchanged by chance.
 */
final class SimulatedGainPart implements Part {
    static final String NAME = "simulated.gain";
    static final String ORDERS_ONLY = "orders only";
    static final String ALL = "all evidence";
    static final String SHUFFLED = "shuffled evidence";

    private static final int REFIT_DAYS = 14;

    /** Which worlds. */
    enum Kind {
        AS_FIXED("simulated"),
        QUIET("simulated, without nuisances"),
        WITHOUT_PRECURSORS("simulated, without precursors");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        VictimParameters of(VictimParameters fixed) {
            return switch (this) {
                case AS_FIXED -> fixed;
                case QUIET -> fixed.quiet();
                case WITHOUT_PRECURSORS -> fixed.withoutPrecursors();
            };
        }
    }

    /** One forecast by every set of evidence, with its outcome. */
    record Asked(
            Kind kind, int seed, long day, String country, Map<String, Double> chances, boolean onset, boolean came) {}

    private final VictimParameters fixed;
    private final List<Integer> seeds;

    SimulatedGainPart() {
        this(VictimParameters.committed(), VictimParameters.committed().judgingSeeds());
    }

    /** A part of other worlds. */
    SimulatedGainPart(VictimParameters fixed, List<Integer> seeds) {
        this.fixed = fixed;
        this.seeds = List.copyOf(seeds);
    }

    @Override
    public boolean simulated() {
        return true;
    }

    @Override
    public List<String> limits() {
        return List.of(
                "simulated.*: scored on simulated worlds only (evaluation.world.VictimWorld, parameters and their"
                        + " sources in victims.yaml); no data hold both orders and traffic, and nothing here says what"
                        + " real attacks do.",
                "simulated.gain: how many campaigns have a precursor, and how early, is our own choice: what is gained"
                        + " at onsets follows from it, and is nil in the worlds without precursors.",
                "simulated.gain: attacks at a country's own sites are known to its centre only from nodes whose policy"
                        + " tells it of honeypots' and darknets' victims; here every country's are known.");
    }

    /** None without order lists: these figures stand beside theirs. */
    @Override
    public List<Evaluation.Measured> measures(Inputs inputs) {
        if (inputs.orders().isEmpty()) {
            return List.of();
        }
        List<Evaluation.Measured> out = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            List<Asked> all = new ArrayList<>();
            for (int w = 0; w < seeds.size(); w++) {
                all.addAll(world(kind, w));
            }
            all.forEach(a -> inputs.dump().accept(line(a)));
            out.addAll(figures(kind, all, inputs.seed()));
        }
        return out;
    }

    /** The worlds follow each other in time, so that blocks of days are drawn from all of them. */
    List<Asked> world(Kind kind, int which) {
        VictimParameters parameters = kind.of(fixed);
        int judged = parameters.days() - VictimPart.FIRST_ORIGIN;
        long firstDay = parameters.start().toEpochDay() + (long) which * judged;
        VictimWorld world = VictimWorld.of(parameters, seeds.get(which));
        SimulatedEvidence evidence = new SimulatedEvidence(world, firstDay);
        AttackDays days = evidence.days();
        Map<String, Features> sets = new LinkedHashMap<>();
        sets.put(ORDERS_ONLY, features(days, List.of()));
        sets.put(ALL, features(days, evidence.all()));
        if (kind == Kind.AS_FIXED) {
            SimulatedEvidence.KINDS.forEach(k -> sets.put(k, features(days, evidence.of(k))));
            sets.put(SHUFFLED, features(days, evidence.shuffled(seeds.get(which))));
        }
        Map<Integer, List<String>> known = new TreeMap<>();
        for (int end = VictimPart.FIRST_ORIGIN; end < days.size(); end++) {
            known.put(end, days.until(end).countries());
        }
        Map<String, Map<Integer, List<Double>>> told = new TreeMap<>();
        sets.forEach((name, features) -> told.put(name, roll(known, features)));
        List<Asked> out = new ArrayList<>();
        known.forEach((end, countries) -> {
            for (int c = 0; days.watched(end) && c < countries.size(); c++) {
                Map<String, Double> chances = new TreeMap<>();
                int place = c;
                told.forEach((name, of) ->
                        chances.put(name, of.getOrDefault(end, List.of()).get(place)));
                out.add(new Asked(
                        kind,
                        seeds.get(which),
                        days.day(end),
                        countries.get(c),
                        chances,
                        days.quiet(countries.get(c), end - 1, VictimPart.QUIET_DAYS),
                        days.hit(countries.get(c), end)));
            }
        });
        return out;
    }

    private static Features features(AttackDays days, List<Covariate> covariates) {
        return new Features(days, days, covariates);
    }

    /** By origin the chances of the countries named by then, in order. */
    private static Map<Integer, List<Double>> roll(Map<Integer, List<String>> known, Features features) {
        Map<Integer, List<Double>> out = new TreeMap<>();
        Optional<HazardModel> fitted = Optional.empty();
        for (Map.Entry<Integer, List<String>> origin : known.entrySet()) {
            int end = origin.getKey();
            HazardModel model = fitted.isEmpty() || (end - VictimPart.FIRST_ORIGIN) % REFIT_DAYS == 0
                    ? HazardModel.fit(features, end, 1)
                    : fitted.get();
            fitted = Optional.of(model);
            out.put(end, origin.getValue().stream().map(c -> model.probability(c, end)).toList());
        }
        return out;
    }

    private static List<Evaluation.Measured> figures(Kind kind, List<Asked> all, long seed) {
        List<Evaluation.Measured> out = new ArrayList<>();
        if (all.isEmpty()) {
            return out;
        }
        for (String set : all.getFirst().chances().keySet()) {
            if (!set.equals(ORDERS_ONLY)) {
                out.addAll(figures(kind.word + ", " + set, set, all, seed));
            }
        }
        return out;
    }

    private static List<Evaluation.Measured> figures(String group, String set, List<Asked> all, long seed) {
        List<Evaluation.Measured> out = new ArrayList<>();
        Days brier = new Days(seed);
        for (Asked a : all) {
            Map<String, Double> losses = new TreeMap<>();
            paired(a, set).forEach((name, chance) -> losses.put(name, Scores.brier(chance, a.came())));
            brier.add(a.day(), losses);
        }
        out.add(brier.measured(
                NAME + ".brier", group, "Brier score, simulated", Evaluation.Better.LOWER, Optional.empty()));
        ranking(all, set, a -> true, seed)
                .measured(VictimRanking.Figure.AUC, NAME + ".auc", group, Optional.empty())
                .ifPresent(out::add);
        ranking(all, set, Asked::onset, seed)
                .measured(VictimRanking.Figure.AVERAGE_PRECISION, NAME + ".onsetPrAuc", group, Optional.empty())
                .ifPresent(out::add);
        return out;
    }

    private static VictimRanking ranking(List<Asked> all, String set, Predicate<Asked> member, long seed) {
        VictimRanking out = new VictimRanking(seed);
        all.stream().filter(member).forEach(a -> out.add(a.day(), paired(a, set), a.came()));
        return out;
    }

    /** One set of evidence as ours, beside orders only. */
    private static Map<String, Double> paired(Asked a, String set) {
        return Map.of(
                Days.OURS, a.chances().getOrDefault(set, Double.NaN),
                ORDERS_ONLY, a.chances().getOrDefault(ORDERS_ONLY, Double.NaN));
    }

    private static Line line(Asked a) {
        Instant from = Instant.ofEpochSecond(a.day() * Epoch.DAY);
        Map<String, Object> rivals = new TreeMap<>(a.chances());
        rivals.remove(ALL);
        return new Line(
                String.join("/", NAME, a.kind().word, String.valueOf(a.seed()), a.country(), String.valueOf(a.day())),
                from,
                from,
                from,
                from.plusSeconds(Epoch.DAY),
                a.kind().word,
                a.country(),
                a.onset() ? NAME + ".onset" : NAME,
                Optional.of(a.chances().getOrDefault(ALL, 0.)),
                Map.of(),
                Optional.empty(),
                rivals,
                a.came() ? 1 : 0,
                from.plusSeconds(Epoch.DAY),
                List.of(),
                HazardModel.METHOD,
                "");
    }
}
