package yochi.evaluation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import yochi.analysis.number.Coverage;
import yochi.analysis.trend.ChangeFinder;
import yochi.core.model.ErrorCode;
import yochi.core.model.YochiException;
import yochi.evaluation.world.SeriesParameters;
import yochi.evaluation.world.WorldParameters;

/**
 * On simulated series: how soon changes are told at equal false alarms, and how often trends are found where there
 * is none. On a published sample: whether ChangeFinder tells the alerts that its users published for three days of
 * one darknet sensor, and which of them a cold start made: those that vanish once the filter has been warmed up
 * (algorithms §2.2, §9). Its times are JST.
 */
public final class TrendSuite {
    private static final double Z95 = 1.959963984540054;
    /** The published program passes over its first 15 scores. */
    private static final int PASSED_OVER = 15;

    /** Series of each kind in a race, as published. */
    public static final int SERIES = 100;
    /** Series without a trend (issue 4 §3). */
    public static final int NULLS = 2_000;
    /** None that anything was chosen on. */
    private static final long SEED = 20_301;

    private static final String COUNTS = "nict-sensor999-count.csv";
    private static final String ALERTS = "nict-sensor999-alerts.txt";
    private static final ZoneOffset JST = ZoneOffset.ofHours(9);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmm", Locale.ROOT);

    /** Ten-minute counts, and those times of them that score above the published threshold by packets or by hosts. */
    private record Counts(List<Instant> times, List<Double> packets, List<Double> hosts) {
        private static double[] array(List<Double> values) {
            return values.stream().mapToDouble(Double::doubleValue).toArray();
        }

        SortedSet<Instant> told(UnaryOperator<double[]> score) {
            double[] byPackets = score.apply(array(packets));
            double[] byHosts = score.apply(array(hosts));
            return IntStream.range(PASSED_OVER, byPackets.length)
                    .filter(i -> Math.max(byPackets[i], byHosts[i]) > ChangeFinder.PUBLISHED_THRESHOLD)
                    .mapToObj(times::get)
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private final int series;
    private final int nulls;
    private final Consumer<Decision> dump;

    /**
     * A suite of that size.
     *
     * @param series of each kind in a race
     * @param nulls series without a trend
     */
    public TrendSuite(int series, int nulls) {
        this(series, nulls, decision -> {});
    }

    /** The same, with every planted change told. */
    public TrendSuite(int series, int nulls, Consumer<Decision> dump) {
        this.series = series;
        this.nulls = nulls;
        this.dump = dump;
    }

    /** Simulated series alone. */
    public Evaluation evaluate() {
        return new Evaluation(Evaluation.VERSION, "trend", "simulated", "", "", "", SEED, simulated());
    }

    private List<Evaluation.Measured> simulated() {
        SeriesParameters usual = WorldParameters.committed().series();
        List<Evaluation.Measured> out = new ArrayList<>();
        for (double base : new double[] {usual.base(), usual.base() / 4}) {
            out.addAll(new ChangeRace(usual.withBase(base), series, SEED, dump).measures());
        }
        out.addAll(new TrendNulls(nulls, SEED).measures(usual));
        return out;
    }

    /**
     * The published alerts, then simulated series.
     *
     * @param folder with {@code nict-sensor999-count.csv} and {@code nict-sensor999-alerts.txt}
     */
    public Evaluation evaluate(Path folder, Span span) {
        Counts counts = counts(folder.resolve(COUNTS), span);
        SortedSet<Instant> published = lines(folder.resolve(ALERTS)).stream()
                .map(TrendSuite::time)
                .filter(time -> span.contains(time.getEpochSecond()))
                .collect(Collectors.toCollection(TreeSet::new));
        SortedSet<Instant> cold = counts.told(ChangeFinder::scores);
        SortedSet<Instant> warm = counts.told(ChangeFinder::warmScores);
        SortedSet<Instant> artefacts = new TreeSet<>(published);
        artefacts.removeAll(warm);
        SortedSet<Instant> naive = counts.told(TrendSuite::standardised);
        return new Evaluation(
                Evaluation.VERSION,
                "trend",
                folder.getFileName().toString(),
                counts.times().getFirst().toString(),
                counts.times().getLast().toString(),
                "",
                SEED,
                Stream.concat(Stream.of(
                        measured("published alerts reproduced", published, cold, naive, Optional.of(1.0), ""),
                        measured(
                                "published alerts left after a warm-up",
                                published,
                                warm,
                                naive,
                                Optional.empty(),
                                "; artefacts of the cold start (UTC): "
                                        + artefacts.stream()
                                                .map(Instant::toString)
                                                .collect(Collectors.joining(", ")))), simulated().stream()).toList());
    }

    private static double[] standardised(double[] x) {
        double mean = Arrays.stream(x).average().orElse(0);
        double variance = Arrays.stream(x).map(v -> (v - mean) * (v - mean)).average().orElse(1);
        DoubleUnaryOperator z = v -> (v - mean) / Math.sqrt(variance);
        return Arrays.stream(x).map(z).toArray();
    }

    private static Evaluation.Measured measured(
            String name,
            SortedSet<Instant> published,
            SortedSet<Instant> told,
            SortedSet<Instant> naive,
            Optional<Double> target,
            String more) {
        Coverage share = both(published, told);
        return new Evaluation.Measured(
                name,
                "NICT sample",
                "share of the alerts told by either",
                Evaluation.Better.TARGET.word(),
                target,
                share.share(),
                share.low(Z95),
                share.high(Z95),
                share.of(),
                2,
                List.of(new Evaluation.Rival(
                        "three standard deviations above the mean", both(published, naive).share())),
                Optional.empty(),
                share.held() + " of " + published.size() + " published, " + told.size() + " told" + more);
    }

    private static Coverage both(SortedSet<Instant> published, SortedSet<Instant> told) {
        SortedSet<Instant> either = new TreeSet<>(published);
        either.addAll(told);
        Coverage share = Coverage.NONE;
        for (Instant time : either) {
            share = share.plus(published.contains(time) && told.contains(time));
        }
        return share;
    }

    private static Counts counts(Path file, Span span) {
        List<Instant> times = new ArrayList<>();
        List<Double> packets = new ArrayList<>();
        List<Double> hosts = new ArrayList<>();
        int number = 1;
        for (String line : lines(file).stream().skip(1).toList()) {
            String[] cells = line.split(",", -1);
            number++;
            try {
                Instant time = time(cells[0]);
                double sent = Double.parseDouble(cells[1]);
                double senders = Double.parseDouble(cells[2]);
                if (span.contains(time.getEpochSecond())) {
                    times.add(time);
                    packets.add(sent);
                    hosts.add(senders);
                }
            } catch (RuntimeException e) {
                throw new YochiException(
                        ErrorCode.INPUT_REJECTED, file + ", line " + number + ": not JST,packets,hosts");
            }
        }
        if (times.size() <= PASSED_OVER) {
            throw new YochiException(
                    ErrorCode.INPUT_REJECTED,
                    file + " has " + times.size() + " counts within the days asked for; more than " + PASSED_OVER
                            + " are needed");
        }
        return new Counts(times, packets, hosts);
    }

    private static Instant time(String jst) {
        return LocalDateTime.parse(jst, TIME).toInstant(JST);
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream().filter(l -> !l.isBlank()).toList();
        } catch (IOException e) {
            throw new YochiException(
                    ErrorCode.INPUT_REJECTED,
                    file + " cannot be read; take a folder with " + COUNTS + " and " + ALERTS);
        }
    }
}
