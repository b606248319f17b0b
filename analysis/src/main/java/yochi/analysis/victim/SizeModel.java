package yochi.analysis.victim;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import yochi.analysis.number.Cholesky;

/**
 * How large a running attack becomes: the decimal logarithm of its peak by a linear regression with a ridge (Hoerl and
 * Kennard 1970) on its vector, what one reflector among honeypots was asked for, backscatter extrapolated by the share
 * of all addresses watched (Moore and others 2006), and the sizes that its victim and country saw before. Quantiles
 * are those of the residuals of attacks with the same kind of sign. A nowcast; fitted on simulated worlds only.
 */
public final class SizeModel {
    /** Name and version of the method, as it stands in nowcasts. */
    public static final String METHOD = "attack size/1 (simulated)";

    /** Probability levels told. */
    public static final List<Double> LEVELS = List.of(.05, .1, .25, .5, .75, .9, .95);

    private static final double RIDGE = 1;
    private static final double LEAST_PIVOT = 1e-12;
    private static final int SIGNS = 11;
    /** Near the middle of each logarithm, so that one ridge holds all. */
    private static final double REFLECTED_MIDDLE = 5;

    private static final double ANSWERED_MIDDLE = 4;

    private final List<String> vectors;
    private final double middle;
    private final double[] coefficients;
    private final Map<Sight, double[]> residuals;

    /** By what an attack shows beside its order. */
    public enum Sight {
        REFLECTION,
        BACKSCATTER,
        ORDER_ALONE
    }

    /**
     * What is known of an attack when it has run for a step.
     *
     * @param vector by which it runs
     * @param reflectedBitsPerSecond what a honeypot on the booter's list was asked to send; empty where none was asked
     * @param answeredPacketsPerSecond packets a second that the victim answers, by the darknets' share of all addresses
     * @param vectorBefore mean decimal logarithm of the sizes of earlier attacks by the vector
     * @param victimBefore mean decimal logarithm of the victim's last sizes
     * @param countryBefore the same of its country in the last days
     */
    public record Signs(
            String vector,
            OptionalDouble reflectedBitsPerSecond,
            OptionalDouble answeredPacketsPerSecond,
            OptionalDouble vectorBefore,
            OptionalDouble victimBefore,
            OptionalDouble countryBefore) {
        Sight sight() {
            return reflectedBitsPerSecond.isPresent()
                    ? Sight.REFLECTION
                    : answeredPacketsPerSecond.isPresent() ? Sight.BACKSCATTER : Sight.ORDER_ALONE;
        }
    }

    /**
     * An attack whose size was learnt.
     *
     * @param size its peak, decimal logarithm
     */
    public record Known(Signs signs, double size) {}

    private SizeModel(List<String> vectors, double middle, double[] coefficients, Map<Sight, double[]> residuals) {
        this.vectors = List.copyOf(vectors);
        this.middle = middle;
        this.coefficients = coefficients;
        this.residuals = residuals;
    }

    /**
     * Fits.
     *
     * @param vectors all that may come; another one has no effect of its own
     */
    public static SizeModel fit(List<String> vectors, List<Known> attacks) {
        if (attacks.isEmpty()) {
            throw new IllegalArgumentException("no attack to learn sizes from");
        }
        double middle = attacks.stream().mapToDouble(Known::size).average().orElseThrow();
        int size = SIGNS + vectors.size();
        double[][] hessian = new double[size][size];
        double[] gradient = new double[size];
        for (int j = 1; j < size; j++) {
            hessian[j][j] = RIDGE;
        }
        hessian[0][0] = 1e-6;
        for (Known attack : attacks) {
            double[] x = row(vectors, middle, attack.signs());
            for (int j = 0; j < size; j++) {
                gradient[j] += x[j] * (attack.size() - middle);
                for (int k = 0; k <= j; k++) {
                    hessian[j][k] += x[j] * x[k];
                }
            }
        }
        double[] coefficients = Cholesky.solve(hessian, gradient, LEAST_PIVOT);
        Map<Sight, List<Double>> left = new EnumMap<>(Sight.class);
        List<Double> all = new ArrayList<>();
        for (Known attack : attacks) {
            double residual = attack.size() - middle - dot(coefficients, row(vectors, middle, attack.signs()));
            left.computeIfAbsent(attack.signs().sight(), s -> new ArrayList<>()).add(residual);
            all.add(residual);
        }
        Map<Sight, double[]> residuals = new EnumMap<>(Sight.class);
        for (Sight sight : Sight.values()) {
            residuals.put(sight, quantiles(left.getOrDefault(sight, all)));
        }
        return new SizeModel(vectors, middle, coefficients, residuals);
    }

    /** Decimal logarithms of the peak by level. */
    public SortedMap<Double, Double> quantiles(Signs signs) {
        double point = middle + dot(coefficients, row(vectors, middle, signs));
        double[] around = residuals.getOrDefault(signs.sight(), new double[LEVELS.size()]);
        SortedMap<Double, Double> out = new TreeMap<>();
        for (int i = 0; i < around.length; i++) {
            out.put(LEVELS.get(i), point + around[i]);
        }
        return out;
    }

    /** Quantiles of a sample at the levels, by straight lines between its values. */
    public static double[] quantiles(List<Double> sample) {
        double[] sorted = sample.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return LEVELS.stream()
                .mapToDouble(level -> {
                    double at = level * (sorted.length - 1);
                    int below = (int) at;
                    int above = Math.min(below + 1, sorted.length - 1);
                    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
                })
                .toArray();
    }

    private static double dot(double[] b, double[] x) {
        double sum = 0;
        for (int j = 0; j < b.length; j++) {
            sum += b[j] * x[j];
        }
        return sum;
    }

    private static double[] row(List<String> vectors, double middle, Signs s) {
        double[] x = new double[SIGNS + vectors.size()];
        x[0] = 1;
        put(x, 1, logarithm(s.reflectedBitsPerSecond()), REFLECTED_MIDDLE);
        put(x, 3, logarithm(s.answeredPacketsPerSecond()), ANSWERED_MIDDLE);
        put(x, 5, s.victimBefore(), middle);
        put(x, 7, s.countryBefore(), middle);
        put(x, 9, s.vectorBefore(), middle);
        int vector = vectors.indexOf(s.vector());
        if (vector >= 0) {
            x[SIGNS + vector] = 1;
        }
        return x;
    }

    private static OptionalDouble logarithm(OptionalDouble rate) {
        return rate.isPresent() && rate.getAsDouble() > 0
                ? OptionalDouble.of(Math.log10(rate.getAsDouble()))
                : OptionalDouble.empty();
    }

    /** Whether it is known, and how far from the middle. */
    private static void put(double[] x, int at, OptionalDouble value, double middle) {
        if (value.isPresent()) {
            x[at] = 1;
            x[at + 1] = value.getAsDouble() - middle;
        }
    }

    @Override
    public String toString() {
        return METHOD + " " + vectors + " " + Arrays.toString(coefficients);
    }
}
