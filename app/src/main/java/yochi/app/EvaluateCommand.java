package yochi.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;
import yochi.analysis.cube.Cube;
import yochi.analysis.cube.CubeBuilder;
import yochi.analysis.cube.Grouping;
import yochi.analysis.forecast.ForecastAnalysis;
import yochi.app.analyse.ReportFiles;
import yochi.core.model.ErrorCode;
import yochi.core.model.Region;
import yochi.core.model.YochiException;
import yochi.evaluation.Evaluation;
import yochi.evaluation.ForecastSuite;
import yochi.evaluation.RegionsSuite;

/** {@code yochi evaluate}: prints the figures that we publish, each beside a naive rival and with its interval. */
@Command(
        name = "evaluate",
        description = "Measure accuracy and skill on data, every figure beside a naive rival.",
        footerHeading = "%nExample:%n",
        footer = {"  ./yochi observe samples/marx --report r", "  ./yochi evaluate regions --data r --json -"})
final class EvaluateCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private final Output output;

    @Parameters(paramLabel = "SUITE", description = "${COMPLETION-CANDIDATES}")
    private Suite suite = Suite.REGIONS;

    @Option(names = "--data", paramLabel = "PATH", required = true, description = "Report files, or directories.")
    private List<Path> data = List.of();

    @Option(names = "--pair", paramLabel = "A,B", split = ",", description = "Two sensors of one city (regions).")
    private List<String> pair = List.of("groucho-norcal", "zeppo-norcal");

    @Option(names = "--region", paramLabel = "NAME", description = "Only these sensors (forecast).")
    private List<String> regions = List.of();

    @Option(names = "--dump", paramLabel = "FILE", description = "Write every single forecast as a JSON line.")
    private Optional<Path> dump = Optional.empty();

    /** What can be measured. */
    enum Suite {
        REGIONS,
        FORECAST
    }

    EvaluateCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.output = new Output(surroundings);
    }

    @Override
    public Integer call() {
        CubeBuilder builder = Cube.builder(Grouping.SENSOR);
        ReportFiles files = new ReportFiles(data);
        try (Progress bar = output.progress("reading reports", files.size())) {
            files.readInto(builder, bar::reach);
        }
        var account = files.account(builder);
        account.rejected().forEach(r -> output.text().println("rejected " + r.file() + ": " + r.reason()));
        if (account.read() == 0) {
            throw new YochiException(ErrorCode.INPUT_REJECTED, "no readable report (*.yrep) in " + data);
        }
        Evaluation evaluation =
                switch (suite) {
                    case REGIONS -> regions(builder);
                    case FORECAST -> forecast(builder);
                };
        evaluation.measures().forEach(this::print);
        output.json(evaluation);
        return account.rejected().isEmpty() ? 0 : ErrorCode.Kind.INPUT.exitCode();
    }

    private Evaluation regions(CubeBuilder builder) {
        if (pair.size() != 2) {
            throw new YochiException(ErrorCode.USAGE, "--pair takes two sensors, such as a,b");
        }
        List<Region> sorted = pair.stream().map(Region::new).sorted().toList();
        return new RegionsSuite(sorted.get(0), sorted.get(1))
                .evaluate(builder.build(surroundings.clock().instant()), name());
    }

    private Evaluation forecast(CubeBuilder builder) {
        List<Region> only = regions.stream().map(Region::new).toList();
        if (dump.isEmpty()) {
            return new ForecastSuite(ForecastAnalysis.Settings.DEFAULTS, line -> {}).evaluate(builder, only, name());
        }
        try (Writer out = Files.newBufferedWriter(dump.get())) {
            Consumer<ForecastSuite.DumpLine> write = line -> write(out, line);
            return new ForecastSuite(ForecastAnalysis.Settings.DEFAULTS, write).evaluate(builder, only, name());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Writer out, ForecastSuite.DumpLine line) {
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
                        "%-40s %-14s %7.3f (%.3f to %.3f)  n=%d, %d independent  %s%n",
                        m.name(),
                        m.group(),
                        m.value(),
                        m.low(),
                        m.high(),
                        m.n(),
                        m.nIndependent(),
                        m.verdict());
    }
}
