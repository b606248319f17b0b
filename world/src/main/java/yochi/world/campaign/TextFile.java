package yochi.world.campaign;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A file of a simulated world. */
final class TextFile {
    private TextFile() {}

    /** Writes it, and the folders above where they are missing; returns its path. */
    static Path write(Path file, List<String> lines) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            return Files.write(file, lines);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the world's " + file, e);
        }
    }
}
