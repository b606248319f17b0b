package yochi.evaluation.forecast;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import yochi.analysis.victim.NextVector;
import yochi.core.model.Epoch;
import yochi.evaluation.Evaluation;
import yochi.evaluation.world.VictimAttack;
import yochi.evaluation.world.VictimParameters;
import yochi.evaluation.world.VictimWorld;

/**
 * By which vector a running attack goes on in the next quarter of an hour, on <em>simulated</em> worlds only: a
 * nowcast. Everything is learnt within the judged world, from attacks that were over; steps that changed the vector
 * apart.
 */
final class SimulatedVectorPart implements Part {
    static final String NAME = "simulated.nextVector";
    static final String SAME = "same as now";
    static final String SAME_SHARE = "same as now, at its usual share";
    static final String OFTEN = "most often before";

    private static final long STEP = 900;

    private final VictimParameters parameters;
    private final List<Integer> judged;

    /** One nowcast by every method with what came. */
    record Asked(
            String id, long second, String country, String now, String came, Map<String, Map<String, Double>> told) {
        boolean changed() {
            return !now.equals(came);
        }

        Map<String, Double> by(String method) {
            return told.getOrDefault(method, Map.of());
        }

        /** Summed squared errors over all vectors (Brier 1950). */
        double brier(String method) {
            double sum = 0;
            for (Map.Entry<String, Double> e : by(method).entrySet()) {
                double miss = e.getValue() - (e.getKey().equals(came) ? 1 : 0);
                sum += miss * miss;
            }
            return sum;
        }

        /** 1 where the likeliest vector came; where several are likeliest, its share. */
        double right(String method) {
            return right(method, "");
        }

        /** The same of a change: the likeliest of the others. */
        double rightChange(String method) {
            return right(method, now);
        }

        private double right(String method, String but) {
            double most = -1;
            double ties = 0;
            for (Map.Entry<String, Double> e : by(method).entrySet()) {
                if (!e.getKey().equals(but)) {
                    ties = e.getValue() > most ? 1 : ties + (e.getValue() == most ? 1 : 0);
                    most = Math.max(most, e.getValue());
                }
            }
            return by(method).getOrDefault(came, 0.) == most ? 1 / ties : 0;
        }
    }

    /** What rivals count: how often a vector came, and how often it stayed. */
    private static final class Counts {
        private final Map<String, Double> all = new HashMap<>();
        private final Map<String, Map<String, Double>> countries = new HashMap<>();
        private double stayed = 1;
        private double steps = 2;

        Counts(List<String> vectors) {
            vectors.forEach(v -> all.put(v, 1.));
        }

        void add(String country, List<String> course) {
            for (int i = 0; i < course.size(); i++) {
                all.merge(course.get(i), 1., Double::sum);
                countries.computeIfAbsent(country, c -> new HashMap<>()).merge(course.get(i), 1., Double::sum);
                if (i > 0) {
                    steps++;
                    stayed += course.get(i).equals(course.get(i - 1)) ? 1 : 0;
                }
            }
        }

        /** Shares in the country, one step drawn toward those of all. */
        Map<String, Double> often(String country) {
            Map<String, Double> own = countries.getOrDefault(country, Map.of());
            double n = own.values().stream().mapToDouble(d -> d).sum();
            double sum = all.values().stream().mapToDouble(d -> d).sum();
            Map<String, Double> out = new TreeMap<>();
            all.forEach((v, count) -> out.put(v, (own.getOrDefault(v, 0.) + count / sum) / (n + 1)));
            return out;
        }

        Map<String, Double> same(String now, String country) {
            double stay = stayed / steps;
            Map<String, Double> often = often(country);
            double others = 1 - often.getOrDefault(now, 0.);
            Map<String, Double> out = new TreeMap<>();
            often.forEach((v, p) -> out.put(v, v.equals(now) ? stay : (1 - stay) * p / others));
            return out;
        }
    }

    SimulatedVectorPart() {
        this(VictimParameters.committed(), VictimParameters.committed().judgingSeeds());
    }

    /** A part of other worlds. */
    SimulatedVectorPart(VictimParameters parameters, List<Integer> judged) {
        this.parameters = parameters;
        this.judged = List.copyOf(judged);
    }

    @Override
    public boolean simulated() {
        return true;
    }

    @Override
    public List<String> limits() {
        return List.of(
                "simulated.nextVector: that vectors persist and follow crews' menus is the worlds' own assumption;"
                        + " which vectors real attacks change to is not known from any data here.");
    }

    @Override
    public List<Evaluation.Measured> measures(Inputs inputs) {
        if (inputs.orders().isEmpty()) {
            return List.of();
        }
        List<Asked> all = new ArrayList<>();
        for (int w = 0; w < judged.size(); w++) {
            all.addAll(world(w));
        }
        all.forEach(a -> inputs.dump().accept(line(a, "brier", a::brier)));
        all.forEach(a -> inputs.dump().accept(line(a, "accuracy", a::right)));
        all.stream()
                .filter(Asked::changed)
                .forEach(a -> inputs.dump().accept(line(a, "changeAccuracy", a::rightChange)));
        return figures(all, inputs.seed());
    }

    /** Every step of an ordered attack that goes on, from the first forecast day of the world. */
    List<Asked> world(int which) {
        SimulatedAttacks attacks = new SimulatedAttacks(VictimWorld.of(parameters, judged.get(which)));
        int span = parameters.days() - VictimPart.FIRST_ORIGIN;
        long start = (parameters.start().toEpochDay() + (long) which * span) * Epoch.DAY;
        NextVector model = new NextVector(attacks.vectors());
        Counts counts = new Counts(attacks.vectors());
        List<VictimAttack> running = new ArrayList<>();
        List<Asked> out = new ArrayList<>();
        for (VictimAttack attack : attacks.ordered()) {
            for (VictimAttack other : List.copyOf(running)) {
                if (other.startSecond() + STEP * other.steps().size() <= attack.startSecond()) {
                    List<String> course =
                            other.steps().stream().map(attacks::vector).toList();
                    model.learn(attacks.country(other), course);
                    counts.add(attacks.country(other), course);
                    running.remove(other);
                }
            }
            running.add(attack);
            if (attack.day() < VictimPart.FIRST_ORIGIN) {
                continue;
            }
            String country = attacks.country(attack);
            for (int step = 0; step + 1 < attack.steps().size(); step++) {
                String now = attacks.vector(attack.steps().get(step));
                Map<String, Map<String, Double>> told = new TreeMap<>();
                SortedMap<String, Double> ours = model.next(country, now);
                Map<String, Double> same = new TreeMap<>();
                ours.keySet().forEach(v -> same.put(v, v.equals(now) ? 1. : 0.));
                told.put(Days.OURS, ours);
                told.put(SAME, same);
                told.put(SAME_SHARE, counts.same(now, country));
                told.put(OFTEN, counts.often(country));
                out.add(new Asked(
                        judged.get(which) + "/" + attack.startSecond() + "/" + attack.site() + "/" + step,
                        start + attack.startSecond() + STEP * (step + 1),
                        country,
                        now,
                        attacks.vector(attack.steps().get(step + 1)),
                        told));
            }
        }
        return out;
    }

    private interface Score {
        double of(String method);
    }

    private static List<Evaluation.Measured> figures(List<Asked> all, long seed) {
        Days brier = new Days(seed);
        Days accuracy = new Days(seed);
        Days change = new Days(seed);
        for (Asked a : all) {
            long day = Math.floorDiv(a.second(), Epoch.DAY);
            brier.add(day, scores(a, a::brier));
            accuracy.add(day, scores(a, a::right));
            if (a.changed()) {
                change.add(day, scores(a, a::rightChange));
            }
        }
        String group = "simulated nowcast, next quarter of an hour";
        String right = "share right, simulated";
        return List.of(
                brier.measured(
                        NAME + ".brier",
                        group,
                        "Brier score over all vectors, simulated",
                        Evaluation.Better.LOWER,
                        Optional.empty()),
                accuracy.measured(NAME + ".accuracy", group, right, Evaluation.Better.HIGHER, Optional.empty()),
                change.measured(
                        NAME + ".changeAccuracy",
                        group + ", where it changed: to which other",
                        right,
                        Evaluation.Better.HIGHER,
                        Optional.empty()));
    }

    private static Map<String, Double> scores(Asked a, Score score) {
        Map<String, Double> out = new TreeMap<>();
        a.told().keySet().forEach(method -> out.put(method, score.of(method)));
        return out;
    }

    private static Line line(Asked a, String what, Score score) {
        Instant at = Instant.ofEpochSecond(a.second());
        Map<String, Object> rivals = new TreeMap<>(scores(a, score));
        Object ours = rivals.remove(Days.OURS);
        return new Line(
                NAME + "." + what + "/" + a.id(),
                at,
                at,
                at,
                at.plusSeconds(STEP),
                a.changed() ? "simulated nowcast, it changed" : "simulated nowcast, it stayed",
                a.country(),
                NAME + "." + what,
                Optional.empty(),
                Map.of(),
                Optional.of(ours instanceof Double d ? d : Double.NaN),
                rivals,
                a.changed() ? 1 : 0,
                at.plusSeconds(STEP),
                List.of(),
                NextVector.METHOD,
                "");
    }
}
