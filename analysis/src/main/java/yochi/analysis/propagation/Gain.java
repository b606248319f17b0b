package yochi.analysis.propagation;

import java.util.Arrays;

/**
 * What an arrow adds to the log likelihood of data that it was not fitted to. That data should be e^x times likelier
 * with an arrow than without it, where there is none, has at most the probability e^-x (Markov's inequality; the split
 * likelihood ratio of Wasserman, Ramdas and Balakrishnan 2020), whatever the size of the sample.
 *
 * @param mean nats per cascade or per day
 * @param pValue that there is no arrow: an upper bound
 */
record Gain(double mean, double pValue) {
    /**
     * No cascade and no day speaks louder for an arrow, so that several must; a ratio that is cut is still bounded by
     * Markov's inequality (own choice).
     */
    static final double MOST = 2;

    /** Of what each cascade or day gains. */
    static Gain ofParts(double[] nats) {
        return of(Arrays.stream(nats).map(v -> Math.min(v, MOST)).sum(), nats.length);
    }

    static Gain of(double nats, int over) {
        return new Gain(over > 0 ? nats / over : 0, nats > 0 ? Math.exp(-nats) : 1);
    }
}
