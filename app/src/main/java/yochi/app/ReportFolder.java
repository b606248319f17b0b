package yochi.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import yochi.core.model.EpochReport;
import yochi.link.wire.ReportCodec;

/**
 * A folder of report files, named by country and begin of the window. A list in it names the files of the last run,
 * which the next run takes away first: reports of two runs have different keys and do not belong together.
 */
final class ReportFolder {
    private static final String LIST = "reports.list";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final Path folder;
    private final List<String> names = new ArrayList<>();

    private ReportFolder(Path folder) {
        this.folder = folder;
    }

    static ReportFolder open(Path folder) {
        try {
            Files.createDirectories(folder);
            Path list = folder.resolve(LIST);
            if (Files.exists(list)) {
                for (String old : Files.readAllLines(list)) {
                    if (old.endsWith(ReportCodec.FILE_ENDING) && old.indexOf('/') < 0) {
                        Files.deleteIfExists(folder.resolve(old));
                    }
                }
            }
            return new ReportFolder(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void add(EpochReport report) {
        String name = name(report);
        names.add(name);
        Output.writeWhole(folder.resolve(name), ReportCodec.encode(report));
    }

    void close() {
        Output.writeWhole(
                folder.resolve(LIST), (String.join("\n", names) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static String name(EpochReport report) {
        return report.country() + "-" + TIME.format(report.window().start()) + (report.late() ? "-late" : "")
                + ReportCodec.FILE_ENDING;
    }
}
