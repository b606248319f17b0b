package yochi.analysis.propagation;

import java.util.Arrays;

/**
 * One signature's way through the regions, as the telescopes could see it: in hours, the first sighting lies between
 * two times, and a telescope that is hit {@code rate} times an hour sees it only some time after it has arrived.
 *
 * @param name of the signature, from which chance is drawn, too
 * @param start when it was first seen anywhere, hours
 * @param end until when it was looked for
 * @param from first sighting lies after this, hours; NaN where it was not seen until {@code end}
 * @param to and before this
 * @param rate sightings per hour that are expected once it is there
 * @param watched whether the region could have seen it from before {@code start} on; others take no part
 */
@SuppressWarnings("ArrayRecordComponent") // numbers as they were computed, never compared
public record Cascade(
        String name, double start, double end, double[] from, double[] to, double[] rate, boolean[] watched) {
    public Cascade {
        if (from.length != to.length || from.length != rate.length || from.length != watched.length) {
            throw new IllegalArgumentException(name + ": arrays of different length");
        }
        for (int i = 0; i < from.length; i++) {
            if (from[i] > to[i] || (watched[i] && !(rate[i] > 0))) {
                throw new IllegalArgumentException(
                        name + ", region " + i + ": " + from[i] + " to " + to[i] + ", rate " + rate[i]);
            }
        }
        from = from.clone();
        to = to.clone();
        rate = rate.clone();
        watched = watched.clone();
    }

    int regions() {
        return from.length;
    }

    public boolean seen(int region) {
        return watched[region] && !Double.isNaN(from[region]);
    }

    /** In how many regions it was seen. */
    int spread() {
        int n = 0;
        for (int i = 0; i < from.length; i++) {
            n += seen(i) ? 1 : 0;
        }
        return n;
    }

    /** What was known by then: later sightings are not seen yet. */
    public Cascade until(double hour) {
        double[] f = from.clone();
        double[] t = to.clone();
        for (int i = 0; i < f.length; i++) {
            if (t[i] > hour) {
                f[i] = Double.NaN;
                t[i] = Double.NaN;
            }
        }
        return new Cascade(name, start, Math.min(end, hour), f, t, rate, watched);
    }

    /** The same as if every telescope saw at once: what NetRate takes without the correction for their size. */
    public Cascade uncorrected() {
        double[] instant = new double[rate.length];
        Arrays.fill(instant, Double.POSITIVE_INFINITY);
        return new Cascade(name, start, end, from, to, instant, watched);
    }

    /** Time runs backwards: who came last comes first. */
    Cascade reversed() {
        return new Cascade(name, -end, -start, negated(to), negated(from), rate, watched);
    }

    private static double[] negated(double[] x) {
        return Arrays.stream(x).map(v -> -v).toArray();
    }
}
