package yochi.evaluation.forecast;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToDoubleBiFunction;
import yochi.analysis.score.Scores;
import yochi.analysis.victim.SizeModel;
import yochi.core.model.Epoch;
import yochi.evaluation.Evaluation;
import yochi.evaluation.world.VictimAttack;
import yochi.evaluation.world.VictimParameters;
import yochi.evaluation.world.VictimWorld;

/**
 * How large a running attack becomes, asked when its first quarter of an hour has passed, on <em>simulated</em> worlds
 * only: a nowcast in bit/s and packets/s. The model is fitted on worlds of other seeds; what it knows of the judged
 * world lies a day back.
 */
final class SimulatedSizePart implements Part {
    static final String NAME = "simulated.size";
    static final String HISTORY = "median of history";
    static final String LAST = "last size";
    static final String VECTOR = "the vector's history";

    private static final int FIRST_DAY = 30;
    private static final double MISS = .1;

    private final VictimParameters parameters;
    private final List<Integer> learntFrom;
    private final List<Integer> judged;

    /** One nowcast by every method, decimal logarithms by level, with what came. */
    record Asked(
            String id,
            long second,
            String country,
            SimulatedAttacks.Quantity quantity,
            String sight,
            Map<String, SortedMap<Double, Double>> told,
            double came) {
        SortedMap<Double, Double> by(String method) {
            return told.getOrDefault(method, Collections.emptySortedMap());
        }
    }

    SimulatedSizePart() {
        this(
                VictimParameters.committed(),
                VictimParameters.committed().tuningSeeds(),
                VictimParameters.committed().judgingSeeds());
    }

    /** A part of other worlds. */
    SimulatedSizePart(VictimParameters parameters, List<Integer> learntFrom, List<Integer> judged) {
        this.parameters = parameters;
        this.learntFrom = List.copyOf(learntFrom);
        this.judged = List.copyOf(judged);
    }

    @Override
    public boolean simulated() {
        return true;
    }

    @Override
    public List<String> limits() {
        return List.of(
                "simulated.size, simulated.nextVector: nowcasts of attacks that run, scored on simulated worlds only;"
                        + " how size, requests and backscatter hang together is what the parameters say, in part our"
                        + " own choice, and the model was fitted on worlds of the same parameters.");
    }

    @Override
    public List<Evaluation.Measured> measures(Inputs inputs) {
        if (inputs.orders().isEmpty()) {
            return List.of();
        }
        Map<SimulatedAttacks.Quantity, SizeModel> models = models();
        Map<SimulatedAttacks.Quantity, List<Asked>> asked = new EnumMap<>(SimulatedAttacks.Quantity.class);
        for (int w = 0; w < judged.size(); w++) {
            int which = w;
            SimulatedAttacks attacks = drawn(judged.get(w));
            models.forEach((quantity, model) -> asked.computeIfAbsent(quantity, q -> new ArrayList<>())
                    .addAll(world(quantity, model, which, attacks)));
        }
        List<Evaluation.Measured> out = new ArrayList<>();
        asked.forEach((quantity, all) -> {
            all.forEach(a -> inputs.dump().accept(line(a)));
            String word = "simulated nowcast, " + quantity.word();
            out.addAll(figures(word, all, inputs.seed(), a -> true));
            for (String sight : all.stream().map(Asked::sight).distinct().sorted().toList()) {
                out.addAll(figures(word + ", " + sight, all, inputs.seed(), a -> a.sight().equals(sight)));
            }
        });
        return out;
    }

    private SimulatedAttacks drawn(int seed) {
        return new SimulatedAttacks(VictimWorld.of(parameters, seed));
    }

    /** The models as the worlds to learn from give them; each world is drawn once. */
    private Map<SimulatedAttacks.Quantity, SizeModel> models() {
        Map<SimulatedAttacks.Quantity, List<SizeModel.Known>> known = new EnumMap<>(SimulatedAttacks.Quantity.class);
        List<String> vectors = List.of();
        for (int seed : learntFrom) {
            SimulatedAttacks attacks = drawn(seed);
            vectors = attacks.vectors();
            for (SimulatedAttacks.Quantity quantity : SimulatedAttacks.Quantity.values()) {
                known.computeIfAbsent(quantity, q -> new ArrayList<>()).addAll(attacks.known(quantity));
            }
        }
        Map<SimulatedAttacks.Quantity, SizeModel> out = new EnumMap<>(SimulatedAttacks.Quantity.class);
        for (Map.Entry<SimulatedAttacks.Quantity, List<SizeModel.Known>> of : known.entrySet()) {
            out.put(of.getKey(), SizeModel.fit(vectors, of.getValue()));
        }
        return out;
    }

    /** Every ordered attack of a judged world from the first month on. */
    private List<Asked> world(
            SimulatedAttacks.Quantity quantity, SizeModel model, int which, SimulatedAttacks attacks) {
        long start = (parameters.start().toEpochDay() + (long) which * (parameters.days() - FIRST_DAY)) * Epoch.DAY;
        List<Double> drawn = new ArrayList<>();
        List<Asked> out = new ArrayList<>();
        for (VictimAttack attack : attacks.ordered()) {
            List<VictimAttack> before = attacks.before(attack);
            if (before.isEmpty()) {
                continue;
            }
            double came = quantity.size(attack);
            double last = quantity.size(last(attack, before));
            // As many errors are known as sizes; the first attack had nothing before it.
            List<Double> errors = drawn.subList(0, Math.min(drawn.size(), before.size()));
            if (attack.day() >= FIRST_DAY && errors.size() > 1) {
                SizeModel.Signs signs = attacks.signs(attack, before, quantity);
                List<Double> all = before.stream().map(quantity::size).toList();
                List<Double> alike = before.stream()
                        .filter(b -> b.steps().getFirst().vector() == attack.steps().getFirst().vector())
                        .map(quantity::size)
                        .toList();
                Map<String, SortedMap<Double, Double>> told = new TreeMap<>();
                told.put(Days.OURS, model.quantiles(signs));
                told.put(HISTORY, levels(all, 0));
                told.put(VECTOR, levels(alike.size() < 2 ? all : alike, 0));
                told.put(LAST, levels(errors, last));
                out.add(new Asked(
                        judged.get(which) + "/" + attack.startSecond() + "/" + attack.site(),
                        start + attack.startSecond(),
                        attacks.country(attack),
                        quantity,
                        word(signs),
                        told,
                        came));
            }
            drawn.add(came - last);
        }
        return out;
    }

    private static String word(SizeModel.Signs signs) {
        return signs.reflectedBitsPerSecond().isPresent()
                ? "seen by honeypots"
                : signs.answeredPacketsPerSecond().isPresent() ? "seen as backscatter" : "order alone";
    }

    /** The last on the same site, else in the same country, else anywhere. */
    private static VictimAttack last(VictimAttack attack, List<VictimAttack> before) {
        VictimAttack country = before.getLast();
        boolean near = false;
        for (int i = before.size() - 1; i >= 0; i--) {
            VictimAttack b = before.get(i);
            if (b.country() == attack.country()) {
                if (b.site() == attack.site()) {
                    return b;
                }
                country = near ? country : b;
                near = true;
            }
        }
        return country;
    }

    private static SortedMap<Double, Double> levels(List<Double> sample, double shift) {
        double[] quantiles = SizeModel.quantiles(sample);
        SortedMap<Double, Double> out = new TreeMap<>();
        for (int i = 0; i < quantiles.length; i++) {
            out.put(SizeModel.LEVELS.get(i), quantiles[i] + shift);
        }
        return out;
    }

    private static List<Evaluation.Measured> figures(
            String group, List<Asked> all, long seed, Predicate<Asked> member) {
        List<Asked> own = all.stream().filter(member).toList();
        return List.of(
                days(own, seed, SimulatedSizePart::crps)
                        .measured(
                                NAME + ".crps",
                                group,
                                "CRPS, decimal logarithms, simulated",
                                Evaluation.Better.LOWER,
                                Optional.empty()),
                days(own, seed, SimulatedSizePart::interval)
                        .measured(
                                NAME + ".intervalScore90",
                                group,
                                "interval score, decimal logarithms, simulated",
                                Evaluation.Better.LOWER,
                                Optional.empty()),
                coverage(group, days(own, seed, SimulatedSizePart::covered)));
    }

    private static Days days(List<Asked> own, long seed, ToDoubleBiFunction<SortedMap<Double, Double>, Double> score) {
        Days out = new Days(seed);
        for (Asked a : own) {
            Map<String, Double> losses = new TreeMap<>();
            a.told().forEach((name, levels) -> losses.put(name, score.applyAsDouble(levels, a.came())));
            out.add(Math.floorDiv(a.second(), Epoch.DAY), losses);
        }
        return out;
    }

    private static double crps(SortedMap<Double, Double> levels, double came) {
        return 2 * levels.entrySet().stream()
                        .mapToDouble(e -> Scores.pinball(e.getKey(), e.getValue(), came))
                        .average()
                        .orElseThrow();
    }

    private static double interval(SortedMap<Double, Double> levels, double came) {
        return Scores.interval(low(levels), high(levels), MISS, came);
    }

    private static double low(SortedMap<Double, Double> levels) {
        return levels.sequencedValues().getFirst();
    }

    private static double high(SortedMap<Double, Double> levels) {
        return levels.sequencedValues().getLast();
    }

    private static double covered(SortedMap<Double, Double> levels, double came) {
        return low(levels) <= came && came <= high(levels) ? 1 : 0;
    }

    private static Evaluation.Measured coverage(String group, Days days) {
        Evaluation.Difference own = days.figure(m -> m.of(Days.OURS));
        boolean holds = own.low() <= 1 - MISS && 1 - MISS <= own.high();
        return new Evaluation.Measured(
                NAME + ".coverage90",
                group,
                "share, simulated",
                Evaluation.Better.TARGET.word(),
                Optional.of(1 - MISS),
                own.value(),
                own.low(),
                own.high(),
                days.n(),
                days.blocks(),
                List.of(HISTORY, LAST, VECTOR).stream()
                        .map(r -> new Evaluation.Rival(r, days.mean(r)))
                        .toList(),
                Optional.empty(),
                Double.isNaN(own.low())
                        ? Days.TOO_FEW
                        : holds ? "holds within its interval" : "off by more than its interval");
    }

    private static Line line(Asked a) {
        Instant at = Instant.ofEpochSecond(a.second()).plusSeconds(900);
        Map<String, Object> rivals = new TreeMap<>(a.told());
        rivals.remove(Days.OURS);
        return new Line(
                NAME + "/" + a.quantity().word() + "/" + a.id(),
                at,
                at,
                Instant.ofEpochSecond(a.second()),
                Instant.ofEpochSecond(a.second() + Epoch.DAY),
                "simulated nowcast, " + a.quantity().word() + ", " + a.sight(),
                a.country(),
                NAME,
                Optional.empty(),
                a.by(Days.OURS),
                Optional.empty(),
                rivals,
                a.came(),
                Instant.ofEpochSecond(a.second() + Epoch.DAY),
                List.of(),
                SizeModel.METHOD,
                "");
    }
}
