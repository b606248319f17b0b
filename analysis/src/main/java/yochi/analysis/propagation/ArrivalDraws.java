package yochi.analysis.propagation;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Draws when a cascade arrived, given when it was seen: the wait from arrival to first sighting is exponential with the
 * telescope's own rate, and a guess that the network finds likelier is taken more often (Metropolis and others 1953,
 * proposals from the wait alone). How strong the cascade is, by which all telescopes wait longer or shorter than
 * expected, is drawn, too. Where nothing was seen until the end, it may have arrived within the last such wait.
 */
final class ArrivalDraws {
    /** Weight of the expected rate, in waits (own choice: it is known within a factor of two). */
    static final int SURE = 2;

    private final Cascade cascade;
    private final SplittableRandom random;
    private final Arrivals state;
    private final double[] wait;
    private double strength = 1;

    ArrivalDraws(Cascade cascade, long seed) {
        this.cascade = cascade;
        this.random = new SplittableRandom(seed ^ name(cascade.name()));
        int n = cascade.regions();
        this.state = new Arrivals(new double[n], new double[n]);
        this.wait = new double[n];
        for (int i = 0; i < n; i++) {
            propose(i);
        }
    }

    /** Text to a number that is spread evenly (FNV-1a). */
    private static long name(String text) {
        long hash = 0xcbf29ce484222325L;
        for (int k = 0; k < text.length(); k++) {
            hash = (hash ^ text.charAt(k)) * 0x100000001b3L;
        }
        return hash;
    }

    private void propose(int i) {
        double rate = strength * cascade.rate()[i];
        wait[i] = Double.isInfinite(rate) ? 0 : -Math.log1p(-random.nextDouble()) / rate;
        double within = random.nextDouble();
        state.at()[i] = Double.NaN;
        state.until()[i] = Double.NaN;
        if (cascade.seen(i)) {
            double span = cascade.to()[i] - cascade.from()[i];
            state.at()[i] = cascade.from()[i] + within * span - wait[i];
        } else if (cascade.watched()[i]) {
            state.until()[i] = cascade.end() - wait[i];
        }
    }

    /** One guess per region in turn, each kept or not. */
    void sweep(ArrivalNetwork network) {
        Course course = new Course(network, state);
        for (int i = 0; i < cascade.regions(); i++) {
            boolean sure = Double.isInfinite(cascade.rate()[i])
                    && (!cascade.seen(i) || cascade.from()[i] == cascade.to()[i]);
            if (!cascade.watched()[i] || sure) {
                continue;
            }
            double at = state.at()[i];
            double until = state.until()[i];
            double waited = wait[i];
            propose(i);
            if (!course.moved(i, at, Math.log(1 - random.nextDouble()))) {
                state.at()[i] = at;
                state.until()[i] = until;
                wait[i] = waited;
            }
        }
        strength = strength();
    }

    /** Given the waits: gamma, before them with mean 1 and as sure as {@value #SURE} waits. */
    private double strength() {
        double shape = SURE;
        double waited = SURE;
        for (int i = 0; i < wait.length; i++) {
            if (cascade.watched()[i] && !Double.isInfinite(cascade.rate()[i])) {
                shape++;
                waited += wait[i] * cascade.rate()[i];
            }
        }
        double sum = 0;
        for (int k = 0; k < shape; k++) {
            sum -= Math.log1p(-random.nextDouble());
        }
        return sum / waited;
    }

    Arrivals copy() {
        return new Arrivals(state.at().clone(), state.until().clone());
    }

    /** Several guesses, some sweeps apart. */
    List<Arrivals> take(ArrivalNetwork network, int many, int apart) {
        List<Arrivals> out = new ArrayList<>();
        for (int m = 0; m < many; m++) {
            for (int k = 0; k < apart; k++) {
                sweep(network);
            }
            out.add(copy());
        }
        return out;
    }
}
