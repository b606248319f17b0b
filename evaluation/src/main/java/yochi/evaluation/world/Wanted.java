package yochi.evaluation.world;

/**
 * An event to be planted; the world draws where, and of which signature.
 *
 * @param kind what
 * @param base distinct sources a day, at the sensor of middle size, of the signature chosen or made
 * @param size by what a rise multiplies, or the packets of a burst
 * @param days for how many days, where it ends
 * @param regions how many regions
 * @param hours mean delay from one region to the next
 * @param onsetDay day of the world on which it begins, 0 the first
 */
public record Wanted(EventKind kind, double base, double size, int days, int regions, double hours, int onsetDay) {
    public Wanted {
        Bounds.within("base of a " + kind, base, 0.01, 1e6);
        Bounds.within("size of a " + kind, size, 1, 1e9);
        Bounds.within("days of a " + kind, days, 1, 3660);
        Bounds.within("regions of a " + kind, regions, 1, 64);
        Bounds.within("hours of a " + kind, hours, 0, 10_000);
        Bounds.within("onset day of a " + kind, onsetDay, 0, 3660);
    }

    public static Wanted rise(double base, double factor, int days, int regions, int onsetDay) {
        return new Wanted(EventKind.RISE, base, factor, days, regions, 0, onsetDay);
    }

    public static Wanted global(double base, double factor, int days, int onsetDay) {
        return new Wanted(EventKind.GLOBAL, base, factor, days, 1, 0, onsetDay);
    }

    public static Wanted spread(double base, int regions, double hours, int onsetDay) {
        return new Wanted(EventKind.SPREAD, base, 1, 1, regions, hours, onsetDay);
    }

    public static Wanted local(double base, int days, int onsetDay) {
        return new Wanted(EventKind.LOCAL, base, 1, days, 1, 0, onsetDay);
    }

    public static Wanted burst(double base, long packets, int onsetDay) {
        return new Wanted(EventKind.BURST, base, (double) packets, 1, 1, 0, onsetDay);
    }

    public static Wanted filterSet(double base, int regions, int onsetDay) {
        return new Wanted(EventKind.FILTER_SET, base, 1, 1, regions, 0, onsetDay);
    }

    public static Wanted filterLifted(double base, int regions, int onsetDay) {
        return new Wanted(EventKind.FILTER_LIFTED, base, 1, 1, regions, 0, onsetDay);
    }

    boolean makesSignature() {
        return kind == EventKind.SPREAD || kind == EventKind.LOCAL;
    }
}
