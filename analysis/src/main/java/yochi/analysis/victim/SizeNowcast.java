package yochi.analysis.victim;

import java.util.Optional;

/**
 * How large an ordered attack becomes where nothing but its order is known, and how long its vector holds: quantiles of
 * 6,410 attacks on simulated worlds (the tuning seeds of {@code victims.yaml}), not of real ones. A test computes them
 * again.
 *
 * @param bitsTenth bit/s that nine in ten such attacks pass at their peak
 * @param bitsHalf that half pass
 * @param bitsMost that one in ten passes
 * @param packetsTenth packets/s, likewise
 */
public record SizeNowcast(
        double bitsTenth,
        double bitsHalf,
        double bitsMost,
        double packetsTenth,
        double packetsHalf,
        double packetsMost) {
    /** Share of quarters of an hour whose vector is that of the one before. */
    public static final double SAME_VECTOR = 0.80;

    private static final SizeNowcast HTTP = of(8.72, 9.66, 10.87, 5.07, 5.99, 7.20);
    private static final SizeNowcast SYN = of(7.92, 8.54, 9.54, 5.19, 5.73, 6.43);
    private static final SizeNowcast UDP = of(8.89, 9.74, 10.83, 5.28, 6.11, 7.19);
    private static final SizeNowcast ANY = of(8.37, 9.19, 10.41, 4.81, 5.61, 6.77);

    /**
     * Of attacks by that kind of vector, as orders name it; another kind is told as all of them together. Empty where
     * slow requests hold connections and no bandwidth.
     */
    public static Optional<SizeNowcast> of(String kind) {
        return switch (kind) {
            case "nginx_loris" -> Optional.empty();
            case "http", "http2", "http3" -> Optional.of(HTTP);
            case "tcp" -> Optional.of(SYN);
            case "udp" -> Optional.of(UDP);
            default -> Optional.of(ANY);
        };
    }

    /** From decimal logarithms. */
    private static SizeNowcast of(double b1, double b5, double b9, double p1, double p5, double p9) {
        return new SizeNowcast(
                Math.pow(10, b1),
                Math.pow(10, b5),
                Math.pow(10, b9),
                Math.pow(10, p1),
                Math.pow(10, p5),
                Math.pow(10, p9));
    }
}
