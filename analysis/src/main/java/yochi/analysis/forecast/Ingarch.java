package yochi.analysis.forecast;

import java.util.Arrays;
import java.util.List;

/**
 * Negative binomial log-linear autoregression of counts (Fokianos and Tjøstheim 2011; Christou and Fokianos 2014) with
 * rhythms and leads: nu(t) = omega + a nu(t-1) + b ln(1 + y(t-1)) + waves + sum w ln(1 + lead(t-1)). Unrolled, nu is
 * linear in sums of past logarithms that fade by a, so for each a of a grid it is one regression; the likeliest wins.
 */
final class Ingarch implements PointModel {
    /** Gain in twice the likelihood below which a search among memories, and the last fit, end. */
    private static final double ROUGH = .05;

    private static final double FINE = 1e-7;
    private static final double MOST_LOG = 15;

    private final Settings settings;
    private final double memory;
    private final double[] beta;
    private final double excess;
    private final double[] fast;
    private final double[] slow;
    private final double[][] leads;
    private final double centre;
    private final boolean converged;

    /**
     * What takes part.
     *
     * @param memories tried, as the weight a of the expectation before
     * @param slowSteps steps over which the slow level fades
     * @param levelRidge penalty on the weights of the levels' distance from the mean
     * @param waveRidge penalty on the waves
     * @param leadRidge penalty on the weights of the leads
     */
    record Settings(
            List<Rhythm> rhythms,
            List<Double> memories,
            int slowSteps,
            double levelRidge,
            double waveRidge,
            double leadRidge) {
        Settings {
            rhythms = List.copyOf(rhythms);
            memories = List.copyOf(memories);
        }

        int columns(int leads) {
            return 3 + leads + 2 * rhythms.stream().mapToInt(Rhythm::waves).sum();
        }
    }

    private Ingarch(
            Settings settings,
            double memory,
            CountRegression fit,
            double[] fast,
            double[] slow,
            double[][] leads,
            double centre) {
        this.settings = settings;
        this.memory = memory;
        this.beta = fit.beta();
        this.excess = fit.phi();
        this.fast = fast;
        this.slow = slow;
        this.leads = leads;
        this.centre = centre;
        this.converged = fit.converged();
    }

    /**
     * Fits to counts.
     *
     * @param y counts, NaN in gaps
     * @param leads series of the same length, on log1p, whose value of the step before may lead
     */
    static Ingarch fit(double[] y, double[][] leads, Settings settings) {
        double[] logs = new double[y.length];
        Arrays.setAll(logs, t -> Math.log1p(y[t]));
        double centre = Arrays.stream(logs).filter(v -> !Double.isNaN(v)).average().orElse(0);
        int[] known = java.util.stream.IntStream.range(1, y.length)
                .filter(t -> !Double.isNaN(y[t]))
                .toArray();
        double[] outcome = Arrays.stream(known).mapToDouble(t -> y[t]).toArray();
        double[] slow = faded(logs, 1 - 1.0 / settings.slowSteps(), centre);
        double[] ridge = ridge(settings, leads.length);
        Trial best = null;
        double[] start = new double[ridge.length];
        start[0] = Math.log(Math.max(.05, Arrays.stream(outcome).average().orElse(0)));
        double excess = Double.NaN;
        for (double memory : settings.memories()) {
            double[] fast = faded(logs, memory, centre);
            double[][] held = new double[leads.length][];
            for (int j = 0; j < leads.length; j++) {
                double mean = Arrays.stream(leads[j]).filter(v -> !Double.isNaN(v)).average().orElse(0);
                held[j] = faded(leads[j], memory, mean);
            }
            double[][] rows = new double[known.length][ridge.length];
            for (int i = 0; i < known.length; i++) {
                row(settings, known[i], fast[known[i]], slow[known[i]], held, known[i], rows[i]);
            }
            CountRegression fit = new CountRegression(rows, outcome, ridge);
            if (Double.isNaN(excess)) {
                excess = fit.from(start, 0).coefficients(ROUGH).excess().phi();
                start = fit.beta();
            }
            fit.from(start, excess).coefficients(ROUGH);
            start = fit.beta();
            if (best == null || fit.deviance() < best.fit.deviance()) {
                best = new Trial(memory, fit, fast, held);
            }
        }
        if (best == null) {
            throw new IllegalArgumentException("no memories to try");
        }
        best.fit.coefficients(FINE).excess();
        return new Ingarch(settings, best.memory, best.fit, best.fast, slow, best.leads, centre);
    }

    /** One memory tried. */
    private static final class Trial {
        private final double memory;
        private final CountRegression fit;
        private final double[] fast;
        private final double[][] leads;

        Trial(double memory, CountRegression fit, double[] fast, double[][] leads) {
            this.memory = memory;
            this.fit = fit;
            this.fast = fast;
            this.leads = leads;
        }
    }

    private static double[] ridge(Settings settings, int leads) {
        double[] ridge = new double[settings.columns(leads)];
        ridge[1] = settings.levelRidge();
        ridge[2] = settings.levelRidge();
        Arrays.fill(ridge, 3, 3 + leads, settings.leadRidge());
        Arrays.fill(ridge, 3 + leads, ridge.length, settings.waveRidge());
        return ridge;
    }

    /** Weighted mean of what came before each step, less the centre; a gap leaves it as it was. */
    private static double[] faded(double[] logs, double memory, double centre) {
        double[] out = new double[logs.length + 1];
        for (int t = 0; t < logs.length; t++) {
            out[t + 1] = Double.isNaN(logs[t]) ? out[t] : memory * out[t] + (1 - memory) * (logs[t] - centre);
        }
        return out;
    }

    private static void row(
            Settings settings, int step, double fast, double slow, double[][] leads, int leadsAt, double[] row) {
        row[0] = 1;
        row[1] = fast;
        row[2] = slow;
        int at = 3;
        for (double[] lead : leads) {
            row[at++] = lead[leadsAt];
        }
        for (Rhythm rhythm : settings.rhythms()) {
            at = rhythm.write(step, row, at);
        }
    }

    @Override
    public double[] path(int end, int steps) {
        double[] path = new double[steps];
        double[] row = new double[beta.length];
        double nowFast = fast[end];
        double nowSlow = slow[end];
        for (int h = 0; h < steps; h++) {
            row(settings, end + h, nowFast, nowSlow, leads, end, row);
            double nu = 0;
            for (int i = 0; i < beta.length; i++) {
                nu += row[i] * beta[i];
            }
            path[h] = Math.log1p(Math.exp(Math.min(nu, MOST_LOG)));
            // the level that the expected count would leave behind
            nowFast = memory * nowFast + (1 - memory) * (path[h] - centre);
            nowSlow += (path[h] - centre - nowSlow) / settings.slowSteps();
        }
        return path;
    }

    @Override
    public int parameters() {
        return beta.length + 2;
    }

    double[] beta() {
        return beta.clone();
    }

    double memory() {
        return memory;
    }

    double excess() {
        return excess;
    }

    @Override
    public boolean converged() {
        return converged;
    }
}
