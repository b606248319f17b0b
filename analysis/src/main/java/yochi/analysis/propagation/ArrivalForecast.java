package yochi.analysis.propagation;

import java.util.List;
import java.util.SplittableRandom;

/**
 * How likely a cascade is to reach a region within some hours: its course so far is guessed many times, each guess is
 * played on with the network's rates, and arrivals are counted.
 *
 * @param reach probability that it is there by then, seen or not
 * @param seen probability that the region's telescope sees it first within these hours
 */
public record ArrivalForecast(double reach, double seen) {
    private static final int GUESSES = 400;
    private static final int WARM_UP = 10;

    /**
     * Plays a cascade on.
     *
     * @param cascade as known by {@code now}, its end
     * @param home where it has not been seen
     */
    static ArrivalForecast of(ArrivalNetwork network, Cascade cascade, int home, double hours, long seed) {
        ArrivalDraws draws = new ArrivalDraws(cascade, seed);
        draws.take(network, WARM_UP, 1);
        List<Arrivals> guesses = draws.take(network, GUESSES, 1);
        SplittableRandom random = new SplittableRandom(seed ^ Double.doubleToLongBits(cascade.end()));
        int reached = 0;
        int seen = 0;
        for (Arrivals guess : guesses) {
            double wait = cascade.end() - guess.until()[home];
            double at = arrival(network, guess, home, cascade.end() + hours, random);
            reached += at <= cascade.end() + hours ? 1 : 0;
            seen += at + wait <= cascade.end() + hours ? 1 : 0;
        }
        return new ArrivalForecast((double) reached / guesses.size(), (double) seen / guesses.size());
    }

    /** When it reaches home, infinite if not by the end. */
    private static double arrival(
            ArrivalNetwork network, Arrivals guess, int home, double end, SplittableRandom random) {
        int n = guess.at().length;
        double[] at = guess.at().clone();
        int origin = guess.origin();
        if (origin < 0) {
            return Double.POSITIVE_INFINITY;
        }
        double time = at[origin];
        Arrivals now = new Arrivals(at, guess.until());
        double[] rates = new double[n];
        while (time < end && Double.isNaN(at[home])) {
            double next = end;
            double total = 0;
            for (int i = 0; i < n; i++) {
                boolean open = Double.isNaN(at[i]) && !Double.isNaN(guess.until()[i]);
                boolean free = open && guess.until()[i] <= time;
                rates[i] = free ? network.rate(i, now, Math.nextUp(time)) : 0;
                total += rates[i];
                double change = open ? guess.until()[i] : at[i];
                next = change > time ? Math.min(next, change) : next;
            }
            double wait = total > 0 ? -Math.log1p(-random.nextDouble()) / total : Double.POSITIVE_INFINITY;
            if (time + wait >= next) {
                time = next;
                continue;
            }
            time += wait;
            double pick = random.nextDouble() * total;
            int i = 0;
            while (i < n - 1 && (pick >= rates[i] || rates[i] == 0)) {
                pick -= rates[i];
                i++;
            }
            at[i] = time;
        }
        return Double.isNaN(at[home]) || at[home] > end ? Double.POSITIVE_INFINITY : at[home];
    }
}
