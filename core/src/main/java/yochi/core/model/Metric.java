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
    /** Distinct counted addresses that the node had not seen for seven days, as bounds. */
    public static final Metric SOURCES_NEW = new Metric("sources.new");
    /** Entropy of the packets over counted addresses. */
    public static final Metric ENTROPY_SOURCES = new Metric("entropy.sources");
    /** Entropy of the packets over attacked services; 0 in a cell of one service. */
    public static final Metric ENTROPY_SERVICES = new Metric("entropy.services");
    /** Source ports in 256 equal ranges. */
    public static final Metric SOURCE_PORTS = new Metric("sourceports");
    /** Bytes of a packet on the wire. */
    public static final Metric SIZE = new Metric("size");
    /** Microseconds between a cell's packets at one sensor, within an epoch. */
    public static final Metric GAP = new Metric("gap");
    /** Packets by time to live: bin 0 up to 32, 1 up to 64, 2 up to 128, 3 up to 255. */
    public static final Metric TTL = new Metric("ttl");
    /** Packets per victim, in an epoch of ten seconds (algorithms §1.2). */
    public static final Metric VICTIMS = new Metric("victims");
    /** Address-seconds watched: of sensors that can observe the cell's service, or of all in a cell of any service. */
    public static final Metric MONITORED = new Metric("monitored");
    /** Sensor-seconds watched, likewise. */
    public static final Metric SENSORS = new Metric("sensors");
    /**
     * In a cell of any service: 1 where services without a cell of their own can be observed, 0 where the network lets
     * none of them through, missing where nothing is stated.
     */
    public static final Metric OBSERVABLE_OTHERS = new Metric("observable.others");

    /** Windows of ten minutes in which sources were tested for coming together. */
    public static final Metric ONSET_WINDOWS = new Metric("onset.windows");
    /** Sources that came to the cell's service together, in the fullest slot. */
    public static final Metric ONSET_SOURCES = new Metric("onset.sources");
    /** Sources expected there by chance. */
    public static final Metric ONSET_EXPECTED = new Metric("onset.expected");
    /** Ten times minus the decimal logarithm of the false-discovery rate, or of the window's p-value. */
    public static final Metric ONSET_SURPRISE = new Metric("onset.surprise");
    /** Ten times the odds of the cell's service among the sources of the fullest slot, over the others' odds. */
    public static final Metric ONSET_ODDS = new Metric("onset.odds");
    /** Which group of sources it was: a number of the node's own, the same as long as its networks come back. */
    public static final Metric ONSET_GROUP = new Metric("onset.group");
    /** Networks of the group within a day. */
    public static final Metric ONSET_NETWORKS = new Metric("onset.networks");
    /** Networks of the group within the day before. */
    public static final Metric ONSET_NETWORKS_BEFORE = new Metric("onset.networks.before");
    /** Ten times minus the decimal logarithm of the p-value of all detectors together. */
    public static final Metric ONSET_FUSED = new Metric("onset.fused");
    /** Windows whose fused p-value alarms by the node's budget of alarms a day. */
    public static final Metric ONSET_ALARMS = new Metric("onset.alarms");
    /** Detectors whose p-value rests on the sensor's own last days. */
    public static final Metric ONSET_CALIBRATED = new Metric("onset.calibrated");
    /** Sources that a forged flood at the cell's service named: a flood, no group, and in no test. */
    public static final Metric ONSET_FORGED = new Metric("onset.forged");
    /** Honeypot sessions whose packets a capture of the same sensor holds too. */
    public static final Metric LINKED = new Metric("links.sessions");
    /** Honeypot sessions in all, beside {@link #LINKED}. */
    public static final Metric LINKED_OF = new Metric("links.of");
    /** 1 where the report tells attacks, none included; missing with the reason where it does not. */
    public static final Metric FOUND_EVENTS = new Metric("found.events");
    /** The same of sources that come together. */
    public static final Metric FOUND_ONSET = new Metric("found.onset");
    /** The same of attempts that two readers hold. */
    public static final Metric FOUND_LINKS = new Metric("found.links");
    /** The same of words that many sources said. */
    public static final Metric FOUND_WORDS = new Metric("found.words");
    /** Packets of all sensors, reckoned from those of the drawn ones, where a policy draws sensors. */
    public static final Metric EXTRAPOLATED = new Metric("packets.extrapolated");
    /** Lower end of its 95 % interval; ends of several cells add up to an interval that is rather too wide. */
    public static final Metric EXTRAPOLATED_LOW = new Metric("packets.extrapolated.low");
    /** Upper end likewise. */
    public static final Metric EXTRAPOLATED_HIGH = new Metric("packets.extrapolated.high");

    private static final String ATTACKS = "attacks.";
    private static final String ONSET_DETECTOR = "onset.by.";
    private static final String BEGUN = "begun.";
    private static final String WORDS = "words.";

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

    /** Ten times minus the decimal logarithm of one detector's p-value; missing where it has none yet. */
    public static Metric onsetDetector(String id) {
        return new Metric(ONSET_DETECTOR + id);
    }

    /**
     * Of a campaign of the day before, {@code sources}, {@code networks} within the day and {@code networks.before}
     * within the day before it; in a service's cell its {@code share} of what the campaign asked for, in per cent of
     * the services told.
     *
     * @param number the node's own, the same as long as its networks come back
     */
    public static Metric campaign(int number, String what) {
        return new Metric("onset.campaign." + number + "." + what);
    }

    /**
     * Attacks of a kind that were under way in the window.
     *
     * @param kind such as {@code dos-backscatter}
     * @param carpet on whole blocks of addresses (algorithms §1.4)
     */
    public static Metric attacks(String kind, boolean carpet) {
        return attacks(ATTACKS, kind, carpet);
    }

    /** Those of them that began in the window: over all windows each attack counts once, however long it lasts. */
    public static Metric begun(String kind, boolean carpet) {
        return attacks(BEGUN, kind, carpet);
    }

    /** The metric of those that began, beside one of attacks under way. */
    public Metric begun() {
        if (!isAttacks()) {
            throw new IllegalArgumentException("no metric of attacks: " + id);
        }
        return new Metric(BEGUN + id.substring(ATTACKS.length()));
    }

    private static Metric attacks(String prefix, String kind, boolean carpet) {
        StringBuilder camel = new StringBuilder(prefix);
        for (int i = 0; i < kind.length(); i++) {
            boolean raised = i > 0 && kind.charAt(i - 1) == '-';
            if (kind.charAt(i) != '-') {
                camel.append(raised ? Character.toUpperCase(kind.charAt(i)) : kind.charAt(i));
            }
        }
        return new Metric(camel + (carpet ? ".carpet" : ""));
    }

    /**
     * Sources by keyed word that they said to a honeypot's service (algorithms §5.2).
     *
     * @param kind such as {@code credentials}
     */
    public static Metric words(String kind) {
        return new Metric(WORDS + kind);
    }

    /** Whether its items are keyed names that a centre may keep for a day only: of victims, or of words. */
    public boolean isKeyed() {
        return equals(VICTIMS) || id.startsWith(WORDS);
    }

    /** Whether it counts attacks. */
    public boolean isAttacks() {
        return id.startsWith(ATTACKS);
    }

    /** Whether it tells what a node found rather than what it counted: such cells stand beside the statistics. */
    public boolean isFinding() {
        return isAttacks()
                || id.startsWith(BEGUN)
                || id.startsWith("onset.")
                || id.startsWith("links.")
                || id.startsWith("found.")
                || id.startsWith(WORDS);
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
