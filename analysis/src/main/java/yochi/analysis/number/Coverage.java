package yochi.analysis.number;

/**
 * How often an interval held the outcome.
 *
 * @param held times it did
 * @param of times it was asked
 */
public record Coverage(int held, int of) {
    public static final Coverage NONE = new Coverage(0, 0);

    public Coverage plus(boolean inside) {
        return new Coverage(held + (inside ? 1 : 0), of + 1);
    }

    public double share() {
        return of == 0 ? Double.NaN : (double) held / of;
    }

    /** Lower end of Wilson's interval (Wilson 1927). */
    public double low(double z) {
        return wilson(z, -1);
    }

    public double high(double z) {
        return wilson(z, 1);
    }

    private double wilson(double z, int side) {
        double p = share();
        double z2 = z * z;
        double centre = p + z2 / (2 * of);
        double half = z * Math.sqrt(p * (1 - p) / of + z2 / (4.0 * of * of));
        return Math.clamp((centre + side * half) / (1 + z2 / of), 0, 1);
    }
}
