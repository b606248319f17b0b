package yochi.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import yochi.core.model.Country;
import yochi.core.model.EpochReport;
import yochi.core.model.ErrorCode;
import yochi.core.model.Prefix;
import yochi.core.model.Region;
import yochi.core.model.YochiException;
import yochi.evaluation.Evaluation;
import yochi.evaluation.EvaluationPage;
import yochi.evaluation.InjectedLocality;
import yochi.evaluation.LocalitySuite;
import yochi.evaluation.NullCheck;
import yochi.evaluation.NullSuite;
import yochi.evaluation.OnsetCaptures;
import yochi.evaluation.OnsetSuite;
import yochi.evaluation.PoolingSuite;
import yochi.evaluation.ProbingSuite;
import yochi.evaluation.PropagationSuite;
import yochi.evaluation.RealArrivals;
import yochi.evaluation.RegionsSuite;
import yochi.evaluation.SessionSuite;
import yochi.evaluation.SourceWeeks;
import yochi.evaluation.Span;
import yochi.evaluation.forecast.ForecastSuite;
import yochi.evaluation.forecast.Inputs;
import yochi.evaluation.TrendSuite;
import yochi.node.trace.Mapping;

/** {@code yochi evaluate}: prints the figures that we publish, each beside a naive rival and with its interval. */
@Command(
        name = "evaluate",
        description = "Measure accuracy and skill on data, every figure beside a naive rival.",
        footerHeading = "%nExample:%n",
        footer = {
            "  ./yochi evaluate regions --data samples/marx --json -",
            "  ./yochi evaluate trend --data FOLDER          alerts that ChangeFinder published",
            "  ./yochi evaluate pooling --parts 8            what small darknets gain by adding their counts",
            "  ./yochi evaluate probing                      marked probes against each counter-measure",
            "  ./yochi evaluate onset                        early detection beside its rivals, some minutes",
            "  ./yochi evaluate onset --data samples/marx    its alerts a day on real captures",
            "  ./yochi evaluate propagation                  arrows of worlds whose graph is known",
            "  ./yochi evaluate locality --data samples/marx    also events planted into these reports",
            "  ./yochi evaluate nulls                        whether every test keeps its level",
            "  ./yochi evaluate all --results DIR --markdown FILE    the page of all figures saved with --json",
            "  ./yochi evaluate locality --worlds 50         rises, bursts and spreads planted into simulated regions",
            "  ./yochi evaluate forecast --data samples --home JP --dump forecasts.jsonl"
        })
final class EvaluateCommand implements Callable<Integer> {
    /** Attacks of each kind that the suite of probes simulates. */
    private static final int TRIALS = 50;

    /** Suites that look at reports, or at captures that reports are made of. */
    private static final Set<Suite> REPORTS =
            Set.of(Suite.REGIONS, Suite.FORECAST, Suite.LOCALITY, Suite.PROPAGATION);

    /** Options that say where output goes. */
    private static final Set<String> ELSEWHERE = Set.of("--json", "--dump", "--table");

    private final Surroundings surroundings;

    @Mixin
    private final Output output;

    @Parameters(paramLabel = "SUITE", description = "${COMPLETION-CANDIDATES}")
    private Suite suite = Suite.REGIONS;

    @Option(
            names = "--data",
            paramLabel = "PATH",
            description = "Reports, or captures to make them from; folders of captures, orders, series (forecast).")
    private List<Path> data = List.of();

    @Option(
            names = "--from",
            paramLabel = "DAY",
            description = "First day of the data, UTC.")
    private Optional<LocalDate> from = Optional.empty();

    @Option(names = "--until", paramLabel = "DAY", description = "The day after the last.")
    private Optional<LocalDate> until = Optional.empty();

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            split = ",",
            description = "Policy that captures are observed under, as observe takes it.")
    private List<Path> policies = List.of();

    @Option(names = "--pair", paramLabel = "A,B", split = ",", description = "Two sensors of one city (regions).")
    private List<String> pair = List.of("groucho-norcal", "zeppo-norcal");

    @Option(names = "--mapped", paramLabel = "LOG=FILE", description = "A log and the mapping of it (sessions).")
    private Map<Path, Path> mapped = Map.of();

    @Option(names = "--home", paramLabel = "CC", description = "The country told apart (forecast).")
    private String home = "JP";

    @Option(
            names = "--dump",
            paramLabel = "FILE",
            description = "Write every single forecast or decision as a JSON line.")
    private Optional<Path> dump = Optional.empty();

    @Option(names = "--table", paramLabel = "FILE", description = "Write the table learnt (sessions, locality).")
    private Optional<Path> table = Optional.empty();

    @Option(names = "--parts", paramLabel = "N", description = "Parts of the darknet, a power of two (pooling).")
    private int parts = 8;

    @Option(names = "--dark", paramLabel = "PREFIX", description = "The darknet of the capture (pooling).")
    private String dark = "198.18.0.0/16";

    /** Worlds of the propagation suite unless told otherwise. */
    private static final int PROPAGATION_WORLDS = 20;

    @Option(names = "--worlds", paramLabel = "N", description = "Simulated worlds of each kind (propagation, locality)")
    private Optional<Integer> worlds = Optional.empty();

    @Option(names = "--sets", paramLabel = "N", description = "Sets of each null check (nulls, propagation).")
    private int sets = NullCheck.SETS;

    @Option(names = "--results", paramLabel = "DIR", description = "Where the suites' JSON documents are (all).")
    private Optional<Path> results = Optional.empty();

    @Option(names = "--markdown", paramLabel = "FILE", description = "Where the page goes (all).")
    private Optional<Path> markdown = Optional.empty();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** What can be measured. */
    enum Suite {
        REGIONS(true, true, true),
        FORECAST(true, true, true),
        TREND(true, true, true),
        PROBING(false, false, false),
        SESSIONS(true, false, false),
        POOLING(true, false, false),
        NULLS(false, false, false),
        ONSET(true, true, true),
        PROPAGATION(true, true, true),
        LOCALITY(true, true, true),
        ALL(false, false, false);

        private final boolean data;
        private final boolean days;
        private final boolean lines;

        /**
         * What it takes.
         *
         * @param data files with {@code --data}
         * @param days a span of them with {@code --from} and {@code --until}
         * @param lines tells every decision with {@code --dump}
         */
        Suite(boolean data, boolean days, boolean lines) {
            this.data = data;
            this.days = days;
            this.lines = lines;
        }
    }

    EvaluateCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.output = new Output(surroundings);
    }

    @Override
    public Integer call() {
        refuse(!suite.data && !data.isEmpty(), "--data");
        refuse(!suite.days && (from.isPresent() || until.isPresent()), "--from or --until");
        refuse((!REPORTS.contains(suite) || data.isEmpty()) && !policies.isEmpty(), "--policy");
        refuse(!suite.lines && dump.isPresent(), "--dump");
        refuse(suite != Suite.SESSIONS && suite != Suite.LOCALITY && table.isPresent(), "--table");
        if (dump.isEmpty()) {
            return measured(line -> {});
        }
        try (Writer out = Files.newBufferedWriter(dump.get())) {
            return measured(line -> write(out, line));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int measured(Consumer<Object> lines) {
        boolean reports = suite == Suite.REGIONS || suite == Suite.FORECAST;
        if (data.isEmpty() && (reports || suite == Suite.SESSIONS)) {
            throw new YochiException(ErrorCode.USAGE, "name the reports or captures with --data PATH");
        }
        return switch (suite) {
            case REGIONS -> ofReports(lines);
            case FORECAST -> forecast(lines);
            case SESSIONS -> sessions();
            case NULLS -> told(new NullSuite(sets, NullSuite.SEED).evaluate());
            case PROBING -> told(new ProbingSuite(TRIALS).evaluate());
            case POOLING -> pooling();
            case TREND -> trend(new TrendSuite(TrendSuite.SERIES, TrendSuite.NULLS, lines::accept));
            case ONSET -> onset(new OnsetSuite(OnsetSuite.Settings.WHOLE, lines::accept));
            case LOCALITY -> locality(lines);
            case PROPAGATION ->
                beside(
                        new PropagationSuite(worlds.orElse(PROPAGATION_WORLDS), sets, lines::accept).evaluate(),
                        given -> new RealArrivals(given).measures());
            case ALL -> page();
        };
    }

    private int ofReports(Consumer<Object> lines) {
        EvaluateReports reports = EvaluateReports.read(surroundings, output, data, policies, span());
        told(regions(reports, lines));
        return reports.allReadable() ? 0 : ErrorCode.Kind.INPUT.exitCode();
    }

    private int pooling() {
        PoolingSuite pooling = new PoolingSuite(parts);
        return told(data.isEmpty() ? pooling.evaluate() : pooling.evaluate(data.getFirst(), Prefix.parse(dark)));
    }

    private int trend(TrendSuite suite) {
        return told(
                data.isEmpty()
                        ? suite.evaluate()
                        : suite.evaluate(folder("trend takes one folder with nict-sensor999-count.csv"), span()));
    }

    /** The figures of simulated darknets, and behind them the alerts on captures. */
    private int onset(OnsetSuite suite) {
        Evaluation simulated = suite.evaluate();
        if (data.isEmpty()) {
            return told(simulated);
        }
        Evaluation real = OnsetCaptures.evaluate(data, span());
        List<String> limits = new ArrayList<>(simulated.limits());
        limits.addAll(real.limits());
        return told(simulated.with(name(), real.measures()).limitedBy(limits));
    }

    /** An option that a suite would not look at is a mistake of whoever typed it. */
    private void refuse(boolean given, String option) {
        if (given) {
            throw new YochiException(
                    ErrorCode.USAGE, suite.name().toLowerCase(Locale.ROOT) + " takes no " + option + "; leave it out");
        }
    }

    private Span span() {
        if (from.isPresent() && until.isPresent() && !from.get().isBefore(until.get())) {
            throw new YochiException(ErrorCode.USAGE, "--until is the day after the last, so it lies behind --from");
        }
        return new Span(from, until);
    }

    private Path folder(String otherwise) {
        if (data.size() != 1 || !Files.isDirectory(data.getFirst())) {
            throw new YochiException(ErrorCode.USAGE, otherwise);
        }
        return data.getFirst();
    }

    /** Logs of honeypots; a mapping explains those that have no reader. */
    private int sessions() {
        SessionSuite sessions = new SessionSuite();
        data.forEach(log -> sessions.read(log, SessionSuite.settings()));
        mapped.forEach((log, how) -> sessions.read(log, SessionSuite.settings().mapped(Mapping.read(how))));
        if (table.isPresent()) {
            try {
                Files.write(table.get(), sessions.model().rows());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return told(sessions.evaluate(name()));
    }

    /** With {@code --table} the weights of the verdicts are fitted anew, on worlds that the suite is not judged by. */
    private int locality(Consumer<Object> lines) {
        if (table.isPresent()) {
            try {
                Files.write(table.get(), LocalitySuite.train(worlds.orElse(LocalitySuite.WORLDS)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return beside(
                new LocalitySuite(worlds.orElse(LocalitySuite.WORLDS), lines::accept).evaluate(),
                given -> new InjectedLocality(given).measures());
    }

    /** The figures of worlds, and behind them what the given reports tell. */
    private int beside(Evaluation simulated, Function<List<EpochReport>, List<Evaluation.Measured>> real) {
        if (data.isEmpty()) {
            return told(simulated);
        }
        EvaluateReports reports = EvaluateReports.read(surroundings, output, data, policies, span());
        told(simulated.with(name(), real.apply(reports.reports())));
        return reports.allReadable() ? 0 : ErrorCode.Kind.INPUT.exitCode();
    }

    private int told(Evaluation evaluation) {
        evaluation.measures().forEach(this::print);
        output.json(evaluation.by(command()));
        return 0;
    }

    /** As it was typed, without the place of its own output. */
    private String command() {
        List<String> words = new ArrayList<>(List.of("./yochi"));
        List<String> typed = spec.commandLine().getParseResult().originalArgs();
        for (int i = 0; i < typed.size(); i++) {
            String option = typed.get(i).split("=", 2)[0];
            if (!ELSEWHERE.contains(option)) {
                words.add(typed.get(i));
            } else if (option.equals(typed.get(i))) {
                i++;
            }
        }
        return String.join(" ", words);
    }

    /** The page of all documents in a folder. */
    private int page() {
        Path folder = results.orElseThrow(() -> new YochiException(
                ErrorCode.USAGE, "all takes --results DIR, a folder with what the suites wrote with --json FILE"));
        List<Evaluation> documents = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
                documents.add(EvaluationPage.read(Files.readString(file), String.valueOf(file.getFileName())));
            }
        } catch (IOException e) {
            throw new YochiException(
                    ErrorCode.INPUT_REJECTED, folder + " cannot be read: " + e.getMessage() + "; name a folder");
        }
        String page = new EvaluationPage().of(documents);
        if (markdown.isPresent()) {
            Output.writeWhole(markdown.get(), page.getBytes(StandardCharsets.UTF_8));
        } else {
            output.text().print(page);
        }
        return 0;
    }

    private Evaluation regions(EvaluateReports reports, Consumer<Object> lines) {
        if (pair.size() != 2) {
            throw new YochiException(ErrorCode.USAGE, "--pair takes two sensors, such as a,b");
        }
        List<Region> sorted = pair.stream().map(Region::new).sorted().toList();
        if (!reports.captured()) {
            output.text().println("Without captures: no halves of a sensor, no level of mix and who");
        }
        return new RegionsSuite(sorted.get(0), sorted.get(1), lines::accept)
                .evaluate(
                        reports.builder().build(surroundings.clock().instant()),
                        name(),
                        reports.captured() ? Optional.of(SourceWeeks.read(data, span())) : Optional.empty());
    }

    private String country() {
        try {
            return Country.parse(home).code();
        } catch (IllegalArgumentException e) {
            throw new YochiException(ErrorCode.USAGE, "--home: " + e.getMessage() + ", such as JP", e);
        }
    }

    /** Captures, order lists and series, each where it lies in the folders given or right below them. */
    private int forecast(Consumer<Object> lines) {
        Optional<Path> captures = Inputs.folder(data, "marx-", ".csv.gz");
        Optional<Path> orders = Inputs.folder(data, "targets-", ".csv.gz");
        Optional<Path> series = Inputs.file(data, "series_", ".i32le.gz");
        if (captures.isEmpty() && orders.isEmpty() && series.isEmpty()) {
            throw new YochiException(
                    ErrorCode.INPUT_REJECTED,
                    "no marx-*.csv.gz, targets-*.csv.gz or series_*.i32le.gz in " + data
                            + " or right below; name a folder such as samples");
        }
        List<EvaluateReports> read = new ArrayList<>();
        Inputs inputs = new Inputs(
                captures,
                orders,
                series,
                () -> {
                    read.add(EvaluateReports.read(
                            surroundings, output, List.of(captures.orElseThrow()), policies, span()));
                    return read.getLast().reports();
                },
                span(),
                country(),
                lines::accept,
                ForecastSuite.SEED);
        Evaluation all = new ForecastSuite().evaluate(inputs, name());
        if (all.measures().stream().allMatch(m -> m.name().startsWith("simulated."))) {
            throw new YochiException(
                    ErrorCode.INPUT_REJECTED,
                    "too few days to measure anything: order lists need 91 days before the first forecast, captures 29;"
                            + " widen --from and --until, or name more with --data");
        }
        all.limits().stream()
                .filter(Set.of(ForecastSuite.notOf(home), ForecastSuite.UNJUDGED)::contains)
                .forEach(output.text()::println);
        told(all);
        boolean good = read.stream().allMatch(EvaluateReports::allReadable)
                && all.measures().stream().noneMatch(m -> m.name().equals("victim.rejectedRows"));
        return good ? 0 : ErrorCode.Kind.INPUT.exitCode();
    }

    private static void write(Writer out, Object line) {
        try {
            out.write(JsonMapper.shared().writeValueAsString(line) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String name() {
        return String.join(
                ", ", data.stream().map(p -> String.valueOf(p.getFileName())).toList());
    }

    private void print(Evaluation.Measured m) {
        output.text()
                .printf(
                        Locale.ROOT,
                        "%-40s %-14s %7.3f (%s)  n=%d, %d independent  %s%n",
                        m.name(),
                        m.group(),
                        m.value(),
                        Double.isNaN(m.low())
                                ? "no interval"
                                : String.format(Locale.ROOT, "%.3f to %.3f", m.low(), m.high()),
                        m.n(),
                        m.nIndependent(),
                        m.verdict());
    }
}
