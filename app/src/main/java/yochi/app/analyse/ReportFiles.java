package yochi.app.analyse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import yochi.analysis.cube.CubeBuilder;
import yochi.core.model.EpochReport;
import yochi.core.model.YochiException;
import yochi.link.wire.ReceivedReport;
import yochi.link.wire.ReportCodec;

/** Reads report files into a cube; a broken one is told and left out, the rest goes on. */
public final class ReportFiles {
    private final List<Path> files;
    private final List<AnalyseDocument.RejectedFile> rejected = new ArrayList<>();
    private int read;
    private int unknownNames;

    /** Paths are report files, or directories that hold some. */
    public ReportFiles(List<Path> paths) {
        List<Path> found = new ArrayList<>();
        for (Path path : paths) {
            try (Stream<Path> below = Files.walk(path)) {
                below.filter(p -> p.equals(path) || p.toString().endsWith(ReportCodec.FILE_ENDING))
                        .filter(Files::isRegularFile)
                        .sorted()
                        .forEach(found::add);
            } catch (NoSuchFileException e) {
                throw new UncheckedIOException(e);
            } catch (IOException e) {
                rejected.add(new AnalyseDocument.RejectedFile(path.toString(), String.valueOf(e.getMessage())));
            }
        }
        this.files = List.copyOf(found);
    }

    public int size() {
        return files.size();
    }

    /** Adds all to the builder and says after each how many are done. */
    public void readInto(CubeBuilder builder, LongConsumer done) {
        read(builder::add, done);
    }

    /** Hands on every readable one and says after each how many are done. */
    public void read(Consumer<EpochReport> each, LongConsumer done) {
        for (int i = 0; i < files.size(); i++) {
            Path file = files.get(i);
            try {
                ReceivedReport received = ReportCodec.read(bytes(file));
                each.accept(received.report());
                unknownNames += received.unknown().names();
                read++;
            } catch (YochiException e) {
                rejected.add(new AnalyseDocument.RejectedFile(file.toString(), e.advice()));
            } catch (IOException e) {
                rejected.add(new AnalyseDocument.RejectedFile(file.toString(), "unreadable: " + e.getMessage()));
            }
            done.accept(i + 1L);
        }
    }

    /** No more than a report may have is ever taken into memory. */
    private static byte[] bytes(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return in.readNBytes(ReportCodec.MAX_BYTES + 1);
        }
    }

    /** What was read, after {@link #readInto}. */
    public AnalyseDocument.Reports account(CubeBuilder builder) {
        return new AnalyseDocument.Reports(read, builder.duplicates(), unknownNames, List.copyOf(rejected));
    }
}
