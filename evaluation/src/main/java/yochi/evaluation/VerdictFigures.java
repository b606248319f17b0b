package yochi.evaluation;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import yochi.analysis.number.Coverage;
import yochi.core.model.Finding;
import yochi.core.model.Finding.Verdict;
import yochi.evaluation.world.EventKind;

/** How right the verdicts on planted events are, and how true their probabilities. */
final class VerdictFigures {
    private static final double Z95 = 1.959963984540054;

    /** An event with what it was and what the analysis told of it, if anything. */
    interface Named {
        Verdict truth();

        Optional<Finding.Locality> told();

        /** The verdict told; nothing told is nothing peculiar. */
        default Verdict verdict() {
            return told().map(Finding.Locality::verdict).orElse(Verdict.NOT_PECULIAR);
        }
    }

    private final List<LocalityVerdicts.Judged> all;
    private final long seed;

    VerdictFigures(List<LocalityVerdicts.Judged> all, long seed) {
        this.all = all;
        this.seed = seed;
    }

    List<Evaluation.Measured> measures() {
        List<LocalityVerdicts.Judged> told = all.stream().filter(j -> j.told().isPresent()).toList();
        List<Evaluation.Measured> out = new ArrayList<>();
        out.add(bursts(all));
        out.add(macro("verdict macro-F1", "events told", told, 0.8));
        out.add(macro("verdict macro-F1", "all events seen, untold ones wrong", all, Double.NaN));
        for (Verdict verdict : Verdict.values()) {
            if (all.stream().anyMatch(j -> j.truth() == verdict)) {
                Coverage found = Coverage.NONE;
                for (LocalityVerdicts.Judged j : all) {
                    found = j.truth() == verdict ? found.plus(j.told().isPresent()) : found;
                }
                out.add(measured(
                        "events told",
                        word(verdict),
                        "share of the events seen at a region",
                        Evaluation.Better.HIGHER,
                        Optional.empty(),
                        found,
                        List.of(),
                        ""));
                double[] f = f1(told, verdict);
                out.add(plain("verdict F1", word(verdict), f[2], told.size(), String.format(
                        Locale.ROOT, "precision %.2f, recall %.2f", f[0], f[1])));
            }
        }
        calibration(told, out);
        return out;
    }

    private static String word(Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** A burst of one source must never be called an event of the region. */
    private static Evaluation.Measured bursts(List<LocalityVerdicts.Judged> all) {
        Coverage called = Coverage.NONE;
        int silent = 0;
        for (LocalityVerdicts.Judged j : all) {
            if (j.kind() == EventKind.BURST) {
                Verdict verdict = j.told().map(Finding.Locality::verdict).orElse(Verdict.NOT_PECULIAR);
                called = called.plus(verdict != Verdict.ONE_SOURCE_BURST
                        && verdict != Verdict.EVENT_OR_FILTER
                        && verdict != Verdict.NOT_PECULIAR);
                silent += verdict == Verdict.NOT_PECULIAR ? 1 : 0;
            }
        }
        return measured(
                "bursts of one source called regional",
                "10,000 and 1,000,000 packets",
                "share of bursts",
                Evaluation.Better.LOWER,
                Optional.of(0.0),
                called,
                List.of(),
                called.held() + " of " + called.of() + (called.held() == 0 ? ": reached" : ": not reached") + "; "
                        + silent + " not told at all");
    }

    /** Precision, recall and F1 of a verdict. */
    private static double[] f1(List<? extends Named> of, Verdict verdict) {
        double hit = 0;
        double said = 0;
        double was = 0;
        for (Named j : of) {
            hit += j.truth() == verdict && j.verdict() == verdict ? 1 : 0;
            said += j.verdict() == verdict ? 1 : 0;
            was += j.truth() == verdict ? 1 : 0;
        }
        double precision = said == 0 ? 0 : hit / said;
        double recall = was == 0 ? 0 : hit / was;
        return new double[] {precision, recall, hit == 0 ? 0 : 2 * precision * recall / (precision + recall)};
    }

    static double macroF1(List<? extends Named> of) {
        return of.stream()
                .map(Named::truth)
                .distinct()
                .sorted()
                .mapToDouble(v -> f1(of, v)[2])
                .average()
                .orElse(0);
    }

    private Evaluation.Measured macro(String name, String group, List<LocalityVerdicts.Judged> of, double target) {
        double value = macroF1(of);
        Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
        of.forEach(j -> counts.merge(j.truth(), 1, Integer::sum));
        double most = counts.values().stream().mapToInt(i -> i).max().orElse(0) / (double) Math.max(1, of.size());
        // All events called by the most frequent kind: its F1 over the number of kinds.
        double naive = counts.isEmpty() ? 0 : 2 * most / (1 + most) / counts.size();
        double[] drawn = BlockBootstrap.drawn(of, seed, VerdictFigures::macroF1);
        return new Evaluation.Measured(
                name,
                group,
                "mean of the verdicts' F1",
                Evaluation.Better.HIGHER.word(),
                Double.isNaN(target) ? Optional.empty() : Optional.of(target),
                value,
                drawn[0],
                drawn[1],
                of.size(),
                of.size(),
                List.of(new Evaluation.Rival("always the most frequent", naive)),
                Optional.empty(),
                Double.isNaN(target) ? "no target" : value >= target ? "reached" : "not reached");
    }

    private static void calibration(List<LocalityVerdicts.Judged> told, List<Evaluation.Measured> out) {
        double brier = 0;
        double base = 0;
        Map<Verdict, Double> prior = new EnumMap<>(Verdict.class);
        told.forEach(j -> prior.merge(j.truth(), 1.0 / told.size(), Double::sum));
        double[] sum = new double[5];
        int[] n = new int[5];
        int[] hit = new int[5];
        for (LocalityVerdicts.Judged j : told) {
            List<Finding.Reading> readings = j.told().orElseThrow().readings();
            for (Verdict v : Verdict.values()) {
                double p = readings.stream()
                        .filter(r -> r.verdict() == v)
                        .mapToDouble(Finding.Reading::probability)
                        .sum();
                double was = j.truth() == v ? 1 : 0;
                brier += (p - was) * (p - was);
                base += Math.pow(prior.getOrDefault(v, 0.0) - was, 2);
            }
            double p = readings.getFirst().probability();
            int bin = (int) Math.min(4, p * 5);
            sum[bin] += p;
            n[bin]++;
            hit[bin] += j.verdict() == j.truth() ? 1 : 0;
        }
        int many = Math.max(1, told.size());
        out.add(new Evaluation.Measured(
                "Brier score of the verdicts",
                "events told",
                "sum over the readings",
                Evaluation.Better.LOWER.word(),
                Optional.empty(),
                brier / many,
                0,
                2,
                told.size(),
                told.size(),
                List.of(new Evaluation.Rival("the verdicts' frequencies", base / many)),
                Optional.empty(),
                String.format(Locale.ROOT, "skill %.2f", 1 - brier / Math.max(1e-9, base))));
        for (int b = 0; b < n.length; b++) {
            if (n[b] > 0) {
                Coverage share = Coverage.NONE;
                for (int i = 0; i < n[b]; i++) {
                    share = share.plus(i < hit[b]);
                }
                double mean = sum[b] / n[b];
                boolean held = share.low(Z95) <= mean && mean <= share.high(Z95);
                out.add(measured(
                        "verdicts right, by their probability",
                        String.format(Locale.ROOT, "%.1f to %.1f", b / 5.0, (b + 1) / 5.0),
                        "share of events",
                        Evaluation.Better.TARGET,
                        Optional.of(mean),
                        share,
                        List.of(),
                        held ? "calibrated within its interval" : "off by more than its interval"));
            }
        }
    }

    private static Evaluation.Measured plain(String name, String group, double value, int n, String verdict) {
        return new Evaluation.Measured(
                name,
                group,
                "F1",
                Evaluation.Better.HIGHER.word(),
                Optional.empty(),
                value,
                value,
                value,
                n,
                n,
                List.of(),
                Optional.empty(),
                verdict);
    }

    private static Evaluation.Measured measured(
            String name,
            String group,
            String unit,
            Evaluation.Better better,
            Optional<Double> target,
            Coverage share,
            List<Evaluation.Rival> rivals,
            String verdict) {
        return new Evaluation.Measured(
                name,
                group,
                unit,
                better.word(),
                target,
                share.of() == 0 ? 0 : share.share(),
                share.of() == 0 ? 0 : share.low(Z95),
                share.of() == 0 ? 1 : share.high(Z95),
                share.of(),
                share.of(),
                rivals,
                Optional.empty(),
                verdict);
    }
}
