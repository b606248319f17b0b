package yochi.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import yochi.analysis.cube.Cube;
import yochi.analysis.cube.CubeBuilder;
import yochi.analysis.cube.Grouping;
import yochi.app.analyse.AnalyseDocument;
import yochi.app.analyse.AnalysePage;
import yochi.app.analyse.AnalyseRound;
import yochi.app.analyse.AnalyseText;
import yochi.app.analyse.Documents;
import yochi.app.analyse.OnsetTold;
import yochi.app.analyse.ReportFiles;
import yochi.core.model.Country;
import yochi.core.model.ErrorCode;
import yochi.core.model.YochiException;

/** {@code yochi analyse}: one round of analyses over report files, for one home country. */
@Command(
        name = "analyse",
        description = "One analysis round over reports: what is alike, local and growing, and what will come home.",
        footerHeading = "%nExample:%n",
        footer = {
            "  ./yochi observe samples/marx --report r",
            "  ./yochi analyse --reports r --home JP --by sensor --html round.html"
        })
final class AnalyseCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private final Output output;

    @Option(names = "--reports", paramLabel = "PATH", required = true, description = "Report files, or directories.")
    private List<Path> reports = List.of();

    @Option(names = "--home", paramLabel = "CC", required = true, description = "Country to forecast for, such as JP.")
    private String home = "";

    @Option(
            names = "--until",
            paramLabel = "T",
            description = "Look at nothing after this date or instant (UTC); everything without it.")
    private Optional<String> until = Optional.empty();

    @Option(names = "--by", paramLabel = "sensor|country", description = "What a region is (default: country).")
    private Grouping by = Grouping.COUNTRY;

    @Option(names = "--html", paramLabel = "FILE", description = "Write one page with pictures, complete in itself.")
    private Optional<Path> html = Optional.empty();

    AnalyseCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.output = new Output(surroundings);
    }

    @Override
    public Integer call() {
        Country country = country(home);
        Instant asOf = surroundings.clock().instant();
        AnalyseRound round = new AnalyseRound(surroundings.ticker());
        CubeBuilder builder = Cube.builder(by);
        OnsetTold told = new OnsetTold();
        ReportFiles files = new ReportFiles(reports);
        round.timed("read", () -> {
            try (Progress bar = output.progress("reading reports", files.size())) {
                files.read(
                        report -> {
                            builder.add(report);
                            told.add(report);
                        },
                        bar::reach);
            }
            return files.size();
        });
        AnalyseDocument.Reports account = files.account(builder);
        if (account.read() == 0) {
            account.rejected().forEach(r -> output.text().println("rejected " + r.file() + ": " + r.reason()));
            throw new YochiException(ErrorCode.INPUT_REJECTED, "no readable report (*.yrep) in " + reports);
        }
        Cube cube = round.timed("cube", () -> until.map(AnalyseCommand::instant)
                .map(t -> builder.build(t, asOf))
                .orElseGet(() -> builder.build(asOf)));
        AnalyseRound.Findings findings = round.analyse(cube, country);
        AnalyseDocument document = round.timed(
                "document", () -> Documents.of(cube, country, account, findings, round.seconds()));
        AnalyseText.of(document).forEach(output.text()::println);
        html.ifPresent(file -> write(file, AnalysePage.of(document, findings, cube, told)));
        output.json(document);
        return account.rejected().isEmpty() ? 0 : ErrorCode.Kind.INPUT.exitCode();
    }

    private static Country country(String code) {
        try {
            return new Country(code);
        } catch (IllegalArgumentException e) {
            throw new YochiException(ErrorCode.USAGE, "--home " + code + ": " + e.getMessage(), e);
        }
    }

    private static Instant instant(String text) {
        try {
            return text.contains("T")
                    ? Instant.parse(text)
                    : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeParseException e) {
            throw new YochiException(ErrorCode.USAGE, "--until " + text + " is no date or instant", e);
        }
    }

    private void write(Path file, String page) {
        try {
            Files.writeString(file, page, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        output.text().println("Page: " + file);
    }
}
