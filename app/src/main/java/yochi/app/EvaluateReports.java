package yochi.app;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import yochi.analysis.cube.Cube;
import yochi.analysis.cube.CubeBuilder;
import yochi.analysis.cube.Grouping;
import yochi.app.analyse.AnalyseDocument;
import yochi.app.analyse.ReportFiles;
import yochi.core.model.EpochReport;
import yochi.core.model.ErrorCode;
import yochi.core.model.YochiException;
import yochi.evaluation.Span;
import yochi.evaluation.forecast.Inputs;
import yochi.link.wire.ReportCodec;

/** The reports that a suite looks at: given as such, or made from captures as {@code yochi observe} makes them. */
final class EvaluateReports {
    private final Surroundings surroundings;
    private final List<Path> paths;
    private final boolean captured;
    private final List<EpochReport> reports = new ArrayList<>();
    private List<AnalyseDocument.RejectedFile> rejected = List.of();
    private boolean damaged;

    private EvaluateReports(Surroundings surroundings, List<Path> paths) {
        this.surroundings = surroundings;
        this.paths = paths;
        this.captured = paths.stream().noneMatch(EvaluateReports::holdsReports);
    }

    /**
     * Reads them.
     *
     * @param policies that captures are observed under; reports were made under one already
     */
    static EvaluateReports read(
            Surroundings surroundings, Output output, List<Path> paths, List<Path> policies, Span span) {
        EvaluateReports out = new EvaluateReports(surroundings, paths);
        if (!out.captured && !policies.isEmpty()) {
            throw new YochiException(
                    ErrorCode.USAGE, "--policy is for captures; these reports were made under a policy already");
        }
        Path folder = out.captured ? out.observed(policies) : Path.of("");
        try {
            ReportFiles files = new ReportFiles(out.captured ? List.of(folder) : paths);
            try (Progress bar = output.progress("reading reports", files.size())) {
                files.read(
                        report -> {
                            if (span.contains(report.window())) {
                                out.reports.add(report);
                            }
                        },
                        bar::reach);
            }
            out.rejected = files.account(out.builder()).rejected();
        } finally {
            if (out.captured) {
                delete(folder);
            }
        }
        out.rejected.forEach(r -> output.text().println("rejected " + r.file() + ": " + r.reason()));
        if (out.reports.isEmpty()) {
            throw new YochiException(
                    ErrorCode.INPUT_REJECTED,
                    "no readable report (*.yrep) in " + paths + " within the days asked for");
        }
        return out;
    }

    /** Whether they were made from captures. */
    boolean captured() {
        return captured;
    }

    List<EpochReport> reports() {
        return List.copyOf(reports);
    }

    /** A cube of them, sensor by sensor. */
    CubeBuilder builder() {
        CubeBuilder out = Cube.builder(Grouping.SENSOR);
        reports.forEach(out::add);
        return out;
    }

    /** Whether nothing of captures and reports was left out. */
    boolean allReadable() {
        return rejected.isEmpty() && !damaged;
    }

    private Path observed(List<Path> policies) {
        try {
            Path folder = Files.createTempDirectory("yochi-evaluate");
            ByteArrayOutputStream said = new ByteArrayOutputStream();
            PrintStream kept = new PrintStream(said, true, StandardCharsets.UTF_8);
            Surroundings quiet = new Surroundings(
                    surroundings.clock(),
                    surroundings.ticker(),
                    kept,
                    kept,
                    surroundings.terminal(),
                    surroundings.home());
            List<String> arguments = new ArrayList<>(List.of("observe", "--report", folder.toString()));
            policies.forEach(policy -> arguments.addAll(List.of("--policy", policy.toString())));
            paths.forEach(path -> arguments.add(path.toString()));
            if (!Files.exists(paths.getFirst().resolve("sensors.yaml"))) {
                sensors().ifPresent(file -> arguments.addAll(List.of("--sensors", file)));
            }
            if (new Yochi(quiet).run(arguments.toArray(String[]::new)) != 0) {
                damaged = true;
                surroundings.err().print(said.toString(StandardCharsets.UTF_8));
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The sensors of a data set that lies elsewhere, but comes as a sample with the product too. */
    private Optional<String> sensors() {
        return Optional.of(surroundings.home().resolve("samples/marx/sensors.yaml"))
                .filter(file -> Files.exists(file) && Inputs.file(paths, "marx-", ".csv.gz").isPresent())
                .map(Path::toString);
    }

    private static void delete(Path folder) {
        try (Stream<Path> below = Files.walk(folder)) {
            for (Path path : below.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean holdsReports(Path path) {
        try (Stream<Path> below = Files.walk(path)) {
            return below.anyMatch(p -> p.toString().endsWith(ReportCodec.FILE_ENDING));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
