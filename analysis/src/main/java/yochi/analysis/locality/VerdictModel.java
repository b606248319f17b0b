package yochi.analysis.locality;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import yochi.core.model.Finding.Reading;
import yochi.core.model.Finding.Verdict;

/**
 * Probabilities of the readings by their signs: multinomial logistic regression over those that are possible, fitted on
 * simulated worlds whose truth is known (never on those it is judged by), with a ridge so that a sign that hardly ever
 * came proves little.
 */
public final class VerdictModel {
    /** The readings, in the order of the weights. */
    private static final List<Verdict> READINGS = List.of(
            Verdict.NEW_HERE,
            Verdict.SEEN_BEFORE_ELSEWHERE,
            Verdict.OMEN_OF_SPREAD,
            Verdict.LOCAL_ONLY,
            Verdict.ONE_SOURCE_BURST,
            Verdict.EVENT_OR_FILTER);

    private static final int ROUNDS = 3000;
    private static final double CLOSE = 1e-7;

    private final double[][] weights;

    /** What was known of a planted event, and what it was. */
    public record Example(Signs signs, Verdict truth) {}

    VerdictModel(double[][] weights) {
        this.weights = weights;
    }

    /** Probabilities that add up to one, the most probable first. */
    public List<Reading> read(Signs signs) {
        double[] p = probabilities(signs.features(), signs.possible());
        List<Reading> out = new ArrayList<>();
        for (int k = 0; k < p.length; k++) {
            if (p[k] > 0) {
                out.add(new Reading(READINGS.get(k), p[k]));
            }
        }
        out.sort(Comparator.comparingDouble((Reading r) -> -r.probability()).thenComparing(Reading::verdict));
        return out;
    }

    private double[] probabilities(double[] x, Set<Verdict> possible) {
        double[] score = new double[READINGS.size()];
        double most = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < score.length; k++) {
            score[k] = Double.NEGATIVE_INFINITY;
            if (possible.contains(READINGS.get(k))) {
                score[k] = 0;
                for (int f = 0; f < x.length; f++) {
                    score[k] += weights[k][f] * x[f];
                }
                most = Math.max(most, score[k]);
            }
        }
        double sum = 0;
        for (int k = 0; k < score.length; k++) {
            score[k] = Math.exp(score[k] - most);
            sum += score[k];
        }
        for (int k = 0; k < score.length; k++) {
            score[k] /= sum;
        }
        return score;
    }

    /**
     * Fits by gradient ascent with step halving, from zero; every class weighs by how often it came.
     *
     * @param ridge of the weights' squares, in examples
     */
    public static VerdictModel fit(List<Example> examples, double ridge) {
        int features = Signs.NAMES.length;
        VerdictModel model = new VerdictModel(new double[READINGS.size()][features]);
        List<double[]> x = examples.stream().map(e -> e.signs().features()).toList();
        List<Set<Verdict>> possible = examples.stream().map(e -> e.signs().possible()).toList();
        double step = 1.0 / Math.max(1, examples.size());
        double now = model.likelihood(examples, x, possible, ridge);
        for (int round = 0; round < ROUNDS; round++) {
            double[][] gradient = model.gradient(examples, x, possible, ridge);
            VerdictModel next = model.moved(gradient, step);
            double then = next.likelihood(examples, x, possible, ridge);
            if (then < now) {
                step /= 2;
                continue;
            }
            boolean close = then - now < CLOSE * Math.abs(now) / ROUNDS;
            model = next;
            now = then;
            step *= 1.2;
            if (close) {
                break;
            }
        }
        return model;
    }

    private VerdictModel moved(double[][] by, double step) {
        double[][] out = new double[weights.length][];
        for (int k = 0; k < out.length; k++) {
            out[k] = weights[k].clone();
            for (int f = 0; f < out[k].length; f++) {
                out[k][f] += step * by[k][f];
            }
        }
        return new VerdictModel(out);
    }

    private double likelihood(List<Example> examples, List<double[]> x, List<Set<Verdict>> possible, double ridge) {
        double sum = 0;
        for (int i = 0; i < examples.size(); i++) {
            int k = READINGS.indexOf(examples.get(i).truth());
            if (possible.get(i).contains(READINGS.get(k))) {
                sum += Math.log(Math.max(1e-300, probabilities(x.get(i), possible.get(i))[k]));
            }
        }
        for (double[] row : weights) {
            for (double w : row) {
                sum -= ridge * w * w / 2;
            }
        }
        return sum;
    }

    private double[][] gradient(List<Example> examples, List<double[]> x, List<Set<Verdict>> possible, double ridge) {
        double[][] out = new double[weights.length][weights[0].length];
        for (int i = 0; i < examples.size(); i++) {
            int truth = READINGS.indexOf(examples.get(i).truth());
            if (!possible.get(i).contains(READINGS.get(truth))) {
                continue;
            }
            double[] p = probabilities(x.get(i), possible.get(i));
            for (int k = 0; k < out.length; k++) {
                double off = (k == truth ? 1 : 0) - p[k];
                for (int f = 0; f < out[k].length; f++) {
                    out[k][f] += off * x.get(i)[f];
                }
            }
        }
        for (int k = 0; k < out.length; k++) {
            for (int f = 0; f < out[k].length; f++) {
                out[k][f] -= ridge * weights[k][f];
            }
        }
        return out;
    }

    /** The weights as lines: reading, then one number per sign. */
    public List<String> rows() {
        List<String> out = new ArrayList<>();
        for (int k = 0; k < weights.length; k++) {
            StringBuilder line = new StringBuilder(READINGS.get(k).name());
            for (double w : weights[k]) {
                line.append(String.format(Locale.ROOT, " %.3f", w));
            }
            out.add(line.toString());
        }
        return out;
    }
}
