package yochi.evaluation.forecast;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import yochi.analysis.cube.Cube;
import yochi.analysis.cube.CubeBuilder;
import yochi.analysis.cube.Grouping;
import yochi.core.model.EpochReport;
import yochi.evaluation.Span;
import yochi.link.identity.Sha256;

/**
 * What the parts of the suite judge forecasts by.
 *
 * @param captures folder of {@code marx-*.csv.gz}
 * @param orders folder of {@code targets-*.csv.gz} and {@code snapshots-*.csv.gz}
 * @param series the file {@code series_*.i32le.gz}
 * @param reports of the captures; what is given is asked once, however many parts ask
 * @param span days looked at
 * @param home the home country
 * @param dump takes every single forecast
 * @param seed of whatever chance takes part
 */
public record Inputs(
        Optional<Path> captures,
        Optional<Path> orders,
        Optional<Path> series,
        Supplier<List<EpochReport>> reports,
        Span span,
        String home,
        Consumer<Line> dump,
        long seed) {
    private static final int DEPTH = 2;

    public Inputs {
        reports = new Once(reports);
    }

    /** Reads the reports when they are first wanted, and keeps them. */
    private static final class Once implements Supplier<List<EpochReport>> {
        private final Supplier<List<EpochReport>> maker;
        private Optional<List<EpochReport>> made = Optional.empty();

        Once(Supplier<List<EpochReport>> maker) {
            this.maker = maker;
        }

        @Override
        public List<EpochReport> get() {
            if (made.isEmpty()) {
                made = Optional.of(maker.get());
            }
            return made.get();
        }
    }

    /** A cube builder that has taken all reports, sensor by sensor. */
    CubeBuilder cubes() {
        CubeBuilder out = Cube.builder(Grouping.SENSOR);
        reports.get().forEach(out::add);
        return out;
    }

    /** The same, with every forecast told to be made from these very files. */
    Inputs told() {
        String digest = digest();
        return new Inputs(
                captures, orders, series, reports, span, home, line -> dump.accept(line.from(digest)), seed);
    }

    /** SHA-256 over the data files, in the order captures, targets, snapshots, series; hexadecimal. */
    private String digest() {
        List<Path> files = Stream.of(
                        captures.flatMap(f -> file(List.of(f), "marx-", ".csv.gz")),
                        orders.flatMap(f -> file(List.of(f), "targets-", ".csv.gz")),
                        orders.flatMap(f -> file(List.of(f), "snapshots-", ".csv.gz")),
                        series)
                .flatMap(Optional::stream)
                .toList();
        try {
            MessageDigest sum = Sha256.fresh();
            for (Path file : files) {
                sum.update(Files.readAllBytes(file));
            }
            return HexFormat.of().formatHex(sum.digest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The folder of files so named, in a folder or in one right below it. */
    public static Optional<Path> folder(List<Path> roots, String prefix, String ending) {
        return file(roots, prefix, ending).map(Path::getParent);
    }

    /** The first file so named, in a folder or in one right below it. */
    public static Optional<Path> file(List<Path> roots, String prefix, String ending) {
        return roots.stream()
                .flatMap(root -> below(root, prefix, ending).stream())
                .findFirst();
    }

    private static Optional<Path> below(Path root, String prefix, String ending) {
        try (Stream<Path> files = Files.find(root, DEPTH, (path, is) -> {
            String name = String.valueOf(path.getFileName());
            return is.isRegularFile() && name.startsWith(prefix) && name.endsWith(ending);
        })) {
            return files.sorted().map(Path::toAbsolutePath).findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
