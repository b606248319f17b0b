package yochi.link.table;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * DuckDB's library, which its driver unpacks (72 MB) into {@code java.io.tmpdir} and removes only at an orderly end.
 * Once it is mapped, Linux needs the file no more, so it is removed at once and a killed process leaves nothing.
 */
final class NativeLibrary {
    private static final Path MAPS = Path.of("/proc/self/maps");
    private static boolean swept;

    private NativeLibrary() {}

    /** To be called when a first connection exists. */
    static synchronized void removeUnpackedFile() {
        if (swept || !Files.isReadable(MAPS)) {
            return;
        }
        swept = true;
        Path temporary = Path.of(System.getProperty("java.io.tmpdir", "/tmp"));
        try (Stream<String> maps = Files.lines(MAPS, StandardCharsets.UTF_8)) {
            maps.filter(line -> line.contains("/libduckdb_java"))
                    .map(line -> Path.of(line.substring(line.indexOf('/'))))
                    .filter(file -> temporary.equals(file.getParent()))
                    .distinct()
                    .forEach(NativeLibrary::remove);
        } catch (IOException e) {
            // The file stays until the process ends in order, as the driver intends.
            swept = true;
        }
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            file.toFile().deleteOnExit();
        }
    }
}
