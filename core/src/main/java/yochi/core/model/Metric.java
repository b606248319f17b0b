package yochi.core.model;

import java.util.regex.Pattern;

/**
 * What a measure counts, by an open name: a new metric adds no column and old readers keep what they do not know.
 *
 * @param id lower-case words joined by dots, such as {@code packets} or {@code sources.brightness.3}
 */
public record Metric(String id) implements Comparable<Metric> {
    private static final String BRIGHTNESS = "sources.brightness.";
    /** Before the constants, whose constructor uses it; a stratum is a small number. */
    private static final Pattern ID = Pattern.compile("sources\\.brightness\\.[0-9]{1,2}"
            + "|(?!sources\\.brightness\\.)[a-z][a-z0-9]*(\\.[a-zA-Z0-9]+)*");

    /** Packets, or records where a sensor does not record packets. */
    public static final Metric PACKETS = new Metric("packets");
    /** Bytes on the wire. */
    public static final Metric BYTES = new Metric("bytes");
    /** Distinct counted addresses: origins or victims, as the cell's party says. */
    public static final Metric SOURCES = new Metric("sources");
    /** Distinct monitored addresses touched. */
    public static final Metric TARGETS = new Metric("targets");
    /** Attack orders listed (entries of a target list). */
    public static final Metric ORDERS = new Metric("orders");

    public Metric {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("not a metric id: " + id);
        }
    }

    /**
     * Distinct sources that sent between 2^stratum and 2^(stratum+1)-1 packets in the epoch (algorithms §3.2: overlap
     * depends on brightness).
     */
    public static Metric sourcesOfBrightness(int stratum) {
        return new Metric(BRIGHTNESS + stratum);
    }

    /** The brightness stratum of the metric, or -1 for another metric. */
    public int brightness() {
        return id.startsWith(BRIGHTNESS) ? Integer.parseInt(id.substring(BRIGHTNESS.length())) : -1;
    }

    @Override
    public String toString() {
        return id;
    }

    @Override
    public int compareTo(Metric other) {
        return id.compareTo(other.id);
    }
}
