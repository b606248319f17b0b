package yochi.analysis.onset;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.DoubleBinaryOperator;
import java.util.function.LongPredicate;
import java.util.function.LongUnaryOperator;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.zip.CRC32C;

/**
 * Judges the windows of one sensor in their order by all detectors together: each score is held against the sensor's
 * own last 14 days ({@link Calibration}), and the p-values are fused ({@link CauchyCombination}), of each detector the
 * larger one: what alarms is unusual both for this sensor and for independent sources. The level of an alarm
 * follows from how many alarms a day an analyst accepts. While there is too little history, the services' and the
 * newcomers' analytic p-values alone may alarm, and each word says on what it rests.
 */
public final class OnsetJudge {
    private static final byte[] MAGIC = {'Y', 'O', 'N', 'S', 2, 0};
    /** Numbers given to groups, and groups known. */
    private static final int GROUPS = 2 * Integer.BYTES;
    private static final int CHECK = Integer.BYTES;
    private static final double LARGEST_SCORE = 320;

    private final Settings settings;
    private final SynchronyAnalysis analysis = SynchronyAnalysis.usual();
    private final Map<Detector, Calibration> usual = new EnumMap<>(Detector.class);
    private final Newcomers newcomers;
    private final GroupBook groups;
    private Set<Integer> flooded = Set.of();
    private int numbered;

    /**
     * When an alarm is raised.
     *
     * @param perDay windows of a day
     * @param alarmsADay accepted at one sensor on days when nothing happens
     * @param silent first windows in which new sources only teach
     */
    public record Settings(int perDay, double alarmsADay, int silent) {
        /** Ten-minute windows; one alarm in five days a sensor, which 50 sensors make ten a day; an hour of silence. */
        public static final Settings USUAL = new Settings(144, 0.2, 6);

        public Settings {
            if (perDay < 1 || !(alarmsADay > 0) || alarmsADay > perDay || silent < 0) {
                throw new IllegalArgumentException(perDay + " windows, " + alarmsADay + " alarms a day");
            }
        }

        /** P-value at or below which a window alarms. */
        public double level() {
            return alarmsADay / perDay;
        }
    }

    /**
     * A judge without history.
     *
     * @param levels makes a model of one service's new sources: of a count and its exposure it says the chance of so
     *     many or more, and learns them
     * @param secret keys the hashes by which groups are known again
     */
    public OnsetJudge(Settings settings, Supplier<DoubleBinaryOperator> levels, long secret) {
        this.settings = settings;
        this.newcomers = new Newcomers(levels, settings.perDay(), settings.silent());
        this.groups = new GroupBook(settings.perDay(), secret, this::nextNumber);
        for (Detector detector : Detector.values()) {
            usual.put(detector, new Calibration(settings.perDay(), settings.level()));
        }
    }

    /**
     * Judges one window and learns it.
     *
     * @param window its number since any beginning; windows come in order
     * @param isNew whether a source was not seen for seven days; asked once for each
     * @param network of a source, by which groups are known again: addresses within it change hands; below 0 for none
     */
    public OnsetVerdict judge(long window, SourceMatrix matrix, LongPredicate isNew, LongUnaryOperator network) {
        BitSet unseen = matrix.fresh(isNew);
        List<ForgedFlood> floods = ForgedFlood.takenOut(matrix, unseen, flooded);
        flooded = floods.stream().map(ForgedFlood::service).collect(Collectors.toSet());
        Synchrony s = analysis.of(matrix);
        double exposure = (double) s.slots() / matrix.slots();
        Optional<Newcomers.Seen> fresh = newcomers.of(window, matrix.ofService(unseen), flooded, exposure);
        boolean watched = s.slots() >= 2;
        // With fewer slots chance gives other edges: such a window is not to be held against whole ones.
        boolean whole = watched && s.slots() == matrix.slots();
        List<Detector.Word> words = new ArrayList<>();
        for (Detector detector : Detector.values()) {
            boolean looked = detector == Detector.GRAPH ? whole : watched;
            words.add(word(detector, looked ? analytic(detector, s, fresh) : Double.NaN));
        }
        double fused = CauchyCombination.surprise(words.stream()
                .filter(OnsetJudge::counts)
                .mapToDouble(word -> Math.min(word.surprise(), word.score()))
                .toArray());
        boolean alarm = fused >= -Math.log10(settings.level());
        for (Detector.Word word : words) {
            if (watched && word.score() >= 0) {
                usual(word.detector()).add(window, word.score(), alarm);
            }
        }
        return new OnsetVerdict(
                s,
                words,
                fused,
                alarm,
                alarm ? told(matrix, s) : List.of(),
                seen(window, matrix, s, network),
                fresh.map(Newcomers.Seen::service).orElse(-1),
                fresh.map(Newcomers.Seen::count).orElse(0),
                floods);
    }

    private Calibration usual(Detector detector) {
        return Objects.requireNonNull(usual.get(detector), "made for every detector");
    }

    private static boolean counts(Detector.Word word) {
        return switch (word.basis()) {
            case CALIBRATED -> true;
            case ANALYTIC -> word.detector().alarmsUncalibrated();
            case NONE -> false;
        };
    }

    /** NaN where the detector has none. */
    private static double analytic(Detector detector, Synchrony s, Optional<Newcomers.Seen> fresh) {
        return switch (detector) {
            case DISPERSION -> s.pDispersion();
            case PEAK -> s.pPeak();
            case SERVICES -> s.pServices();
            case GRAPH -> s.pGraph();
            case NEWCOMERS -> fresh.map(Newcomers.Seen::pValue).orElse(Double.NaN);
        };
    }

    /** A score below 0 stands for none. */
    private Detector.Word word(Detector detector, double analytic) {
        double score = score(analytic);
        OptionalDouble calibrated = score < 0 ? OptionalDouble.empty() : usual(detector).surprise(score);
        if (calibrated.isPresent()) {
            return new Detector.Word(detector, score, calibrated.getAsDouble(), Detector.Basis.CALIBRATED);
        }
        return Double.isNaN(analytic)
                ? new Detector.Word(detector, score, 0, Detector.Basis.NONE)
                : new Detector.Word(detector, score, score, Detector.Basis.ANALYTIC);
    }

    private static double score(double p) {
        return Double.isNaN(p) ? -1 : p > 0 ? Math.min(LARGEST_SCORE, -Math.log10(p)) : LARGEST_SCORE;
    }

    private List<PortShare> told(SourceMatrix matrix, Synchrony s) {
        return PortShare.of(matrix, s.peakSlot(), analysis.fewest()).stream()
                .filter(port -> port.qValue() <= analysis.level())
                .toList();
    }

    private List<Sighting> seen(long window, SourceMatrix matrix, Synchrony s, LongUnaryOperator network) {
        return s.services().stream()
                .map(g -> groups.see(
                        window,
                        g.service(),
                        matrix.sources(g.service(), g.peakSlot()).map(network).filter(n -> n >= 0)))
                .toList();
    }

    /** A number for a group or a campaign of this sensor, never given again, also not after a restart. */
    public int nextNumber() {
        return ++numbered;
    }

    /**
     * The scores of the last days and how many groups there were, without any address: versioned, with a checksum. What
     * sources and networks a sensor saw is not among it, so that no address lies on the disk for it: after a restart
     * groups begin anew, under new numbers, and so do newcomers.
     */
    public byte[] toBytes() {
        int room = MAGIC.length + Integer.BYTES + GROUPS + CHECK;
        for (Calibration c : usual.values()) {
            room += c.bytes();
        }
        ByteBuffer out = ByteBuffer.allocate(room);
        out.put(MAGIC).putInt(settings.perDay());
        usual.values().forEach(c -> c.write(out));
        out.putInt(numbered).putInt(groups.size());
        return out.putInt(check(out.array(), out.position())).array();
    }

    /**
     * Takes up the scores that {@link #toBytes} wrote.
     *
     * @return how many groups it knew, all of them forgotten
     * @throws IllegalArgumentException if they are damaged, of other windows, or of a version not known here
     */
    public int continues(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        if (bytes.length < MAGIC.length + Integer.BYTES + CHECK
                || !ByteBuffer.wrap(bytes, 0, 4).equals(ByteBuffer.wrap(MAGIC, 0, 4))) {
            throw new IllegalArgumentException("no history of onset scores");
        }
        if (bytes[4] > MAGIC[4]) {
            throw new IllegalArgumentException("version " + bytes[4] + ", newer than this program: upgrade it");
        }
        int end = bytes.length - CHECK;
        if (in.getInt(end) != check(bytes, end)) {
            throw new IllegalArgumentException("damaged: its checksum is another");
        }
        in.position(MAGIC.length).limit(end);
        int perDay = in.getInt();
        if (perDay != settings.perDay()) {
            throw new IllegalArgumentException(perDay + " windows a day, not " + settings.perDay());
        }
        Map<Detector, Calibration> read = new EnumMap<>(Detector.class);
        for (Detector detector : Detector.values()) {
            read.put(detector, Calibration.read(in, perDay, settings.level()));
        }
        boolean first = bytes[4] == 1;
        if (in.remaining() != (first ? 0 : GROUPS)) {
            throw new IllegalArgumentException("damaged: " + in.remaining() + " bytes behind the scores");
        }
        usual.putAll(read);
        numbered = Math.max(numbered, first ? 0 : in.getInt());
        return first ? 0 : Math.max(0, in.getInt());
    }

    private static int check(byte[] bytes, int until) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, until);
        return (int) crc.getValue();
    }
}
