package yochi.node.line;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import yochi.link.config.ByteSize;
import yochi.link.config.Default;
import yochi.link.config.Secret;
import yochi.node.input.Expansion;
import yochi.node.input.HpfeedsAddress;

/**
 * Everything a node is told; config/node.yaml explains each key.
 *
 * @param invitation the file that the centre's operator handed over
 * @param directory its own directory: identity, spool, running policy, memory of taken files
 * @param inputs captured data: files, directories, globs
 * @param watch a folder of finished files, read as they come
 * @param expansion how far a compressed input may expand
 * @param format format of all inputs; without it each is recognised by its content
 * @param mapping what the fields of the inputs mean, where Yochi has no reader for them
 * @param sensorsFile who watches where; without it one sensor with the node's own name
 * @param sensors names of the sensors of that file that belong to this node; empty for all
 * @param country where the node stands
 * @param places tables of countries and autonomous systems by address
 * @param sketchKey secret that the nodes share and the centre lacks, 64 hexadecimal digits
 * @param sketchKeys where the node finds, and opens by itself, the sketch secrets of each day, instead of one secret
 * @param partners by which nodes of other countries know it, and it them; needed to tell each other of machines
 * @param policy privacy policy until the fleet sends one; without it the strict default
 * @param countryPolicy the country's own layer: no policy of the fleet loosens any rule of it
 * @param readers names and keys of those who may ask through the centre, each with a budget of his own
 * @param waitForPolicy how long the first observation waits for the fleet's first policy
 * @param replay which part of the inputs is replayed, and how fast
 * @param spool bounds of what waits for the centre
 * @param keptWindows released windows kept for extraction
 * @param archive directory for the detail that stays at home, within the policy's retention; without it none is kept
 * @param rules folder with tables of facts that replace shipped ones; changed files are taken over while the node runs
 * @param rehearsal of a crash, for demonstrations
 * @param events file for marks of what happened and when
 */
public record NodeSettings(
        Path invitation,
        Path directory,
        @Default("[]") List<String> inputs,
        @Default("{}") Watch watch,
        @Default("{}") ExpansionBound expansion,
        Optional<String> format,
        Optional<Path> mapping,
        Optional<Path> sensorsFile,
        @Default("[]") List<String> sensors,
        yochi.core.model.Country country,
        @Default("[]") List<Path> places,
        Optional<Secret> sketchKey,
        Optional<SketchKeyFolder> sketchKeys,
        Optional<Partners> partners,
        Optional<Path> policy,
        Optional<Path> countryPolicy,
        Optional<Path> readers,
        @Default("10s") Duration waitForPolicy,
        @Default("{}") Replay replay,
        @Default("{}") SpoolBound spool,
        @Default("40") int keptWindows,
        Optional<Path> archive,
        Optional<Path> rules,
        @Default("{}") Rehearsal rehearsal,
        Optional<Path> events) {
    public NodeSettings {
        inputs = List.copyOf(inputs);
        sensors = List.copyOf(sensors);
        places = List.copyOf(places);
        if (sketchKey.isPresent() && sketchKeys.isPresent()) {
            throw new IllegalArgumentException("either sketchKey or sketchKeys, not both");
        }
        if (watch.folder().isPresent() && inputs.stream().anyMatch(NodeSettings::isEndless)) {
            throw new IllegalArgumentException("a channel without seconds or messages never ends, and the watched "
                    + "folder comes after the inputs: give each a node of its own");
        }
        if (partners.isPresent() && places.isEmpty()) {
            throw new IllegalArgumentException("partners need places: tables that say whose country's an address is");
        }
        if (inputs.isEmpty() && watch.folder().isEmpty()) {
            throw new IllegalArgumentException("nothing to read: name inputs, or a folder in watch");
        }
        if (keptWindows < 0) {
            throw new IllegalArgumentException("keptWindows is at least 0, not " + keptWindows);
        }
    }

    /** Whether the inputs are channels that last until the node ends. */
    boolean live() {
        return !inputs.isEmpty() && inputs.stream().allMatch(NodeSettings::isEndless);
    }

    /** Whether observation time is the wall's: nothing is moved, slowed or cut. */
    boolean isPresent() {
        return replay.speed() == 0
                && replay.follow().isEmpty()
                && replay.until().isEmpty()
                && replay.moved().isZero();
    }

    private static boolean isEndless(String input) {
        return HpfeedsAddress.fits(input) && !input.contains("seconds=") && !input.contains("messages=");
    }

    /**
     * A folder into which a sensor puts finished captures or logs.
     *
     * @param folder which; without it none is watched
     * @param settled how long a finished file has not changed
     * @param look how often the folder is looked at
     * @param behind how long after an observation its file lies there at the latest; without it as the last files were
     */
    public record Watch(
            Optional<Path> folder,
            @Default("10s") Duration settled,
            @Default("1s") Duration look,
            Optional<Duration> behind) {
        public Watch {
            if (behind.isPresent() && behind.get().isNegative()) {
                throw new IllegalArgumentException("behind is at least 0s, not " + behind.get());
            }
            if (settled.isNegative() || look.compareTo(SHORTEST_LOOK) < 0) {
                throw new IllegalArgumentException("settled at least 0s and look at least 10ms, not " + settled + ", "
                        + look);
            }
        }

        private static final Duration SHORTEST_LOOK = Duration.ofMillis(10);

        /** No folder. */
        public static final Watch NONE =
                new Watch(Optional.empty(), Duration.ofSeconds(10), Duration.ofSeconds(1), Optional.empty());
    }

    /**
     * Bounds of compressed inputs.
     *
     * @param decoded bytes of one input
     * @param factor decoded bytes for each stored one, beyond 64 MiB
     */
    public record ExpansionBound(
            @Default("1TiB") ByteSize decoded,
            @Default("500") long factor) {
        public ExpansionBound {
            if (decoded.bytes() < 1 || factor < 1) {
                throw new IllegalArgumentException("bounds of at least 1, not " + decoded + ", " + factor);
            }
        }

        /** As {@code yochi observe} has them. */
        public static final ExpansionBound USUAL = new ExpansionBound(
                new ByteSize(Expansion.usual().mostBytes()), Expansion.usual().mostRatio());
    }

    /**
     * Which part of the inputs is handed on, and how fast observation time runs.
     *
     * @param from first instant
     * @param until first instant after
     * @param speed times the wall clock; 0 for as fast as possible
     * @param moved how far the times of the inputs are moved, for a demonstration that plays another time
     * @param follow file that holds the instant up to which observations may be handed on; before speed
     */
    public record Replay(
            Optional<Instant> from,
            Optional<Instant> until,
            @Default("0") double speed,
            Optional<Path> follow,
            @Default("0s") Duration moved) {
        public Replay {
            if (!(speed >= 0)) {
                throw new IllegalArgumentException("a speed of at least 0, not " + speed);
            }
        }
    }

    /**
     * Bundles of sketch secrets that somebody, who need not be trusted, puts into a folder.
     *
     * @param pair the node's key pair, made by {@code yochi sketch-key pair}
     * @param operators keys of the countries' operators, pinned out of band: a line each, country and key
     * @param folder with the bundles
     */
    public record SketchKeyFolder(Path pair, Path operators, Path folder) {}

    /**
     * Nodes of other countries that may be told of their country's machines, and may tell this one.
     *
     * @param pair the node's key pair, made by {@code yochi sketch-key pair}
     * @param operators keys of the countries' operators, pinned out of band: a line each, country and key
     * @param roster the nodes' lines, each signed by its country's operator ({@code yochi sketch-key sign})
     * @param tables date of the tables in {@code places}, which say whose country's an address is
     * @param look how often the node asks for what partners told it
     */
    public record Partners(
            Path pair, Path operators, Path roster, LocalDate tables, @Default("10s") Duration look) {
        public Partners {
            if (look.compareTo(SHORTEST_LOOK) < 0) {
                throw new IllegalArgumentException("partners.look is at least " + SHORTEST_LOOK + ", not " + look);
            }
        }

        private static final Duration SHORTEST_LOOK = Duration.ofMillis(100);
    }

    /**
     * What may wait on the disk.
     *
     * @param reports number of reports; when it is reached, reading waits
     * @param bytes their size together
     */
    public record SpoolBound(
            @Default("10000") int reports,
            @Default("1GiB") ByteSize bytes) {}

    /**
     * A crash rehearsed: after the report of that number is acknowledged the node waits before it clears it.
     *
     * @param holdAt number of the report; 0 for never
     * @param hold how long
     */
    public record Rehearsal(
            @Default("0") long holdAt,
            @Default("0s") Duration hold) {}
}
