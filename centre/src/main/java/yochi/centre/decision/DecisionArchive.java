package yochi.centre.decision;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import yochi.core.model.ErrorCode;
import yochi.core.model.YochiException;

/**
 * Sealed parts of the decision log: a file each of one year, {@code 2026-00000001.jsonl} by its first entry, never
 * written again. An operator may move the oldest away.
 */
final class DecisionArchive {
    private final Path folder;

    DecisionArchive(Path folder) {
        this.folder = folder;
    }

    /**
     * Writes entries of one year; on disk when this returns. Doing it again after a crash writes the same file.
     *
     * @return its name
     */
    String write(List<DecisionLog.Entry> entries) {
        DecisionLog.Entry first = entries.getFirst();
        String name = String.format(
                java.util.Locale.ROOT,
                "%04d-%08d.jsonl",
                first.at().atOffset(ZoneOffset.UTC).getYear(),
                first.number());
        Path file = folder.resolve(name);
        Path part = folder.resolve(name + ".part");
        String lines = entries.stream().map(e -> e.line() + "\n").collect(Collectors.joining());
        try {
            Files.createDirectories(folder);
            try (FileChannel out = FileChannel.open(
                    part,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.TRUNCATE_EXISTING)) {
                ByteBuffer bytes = ByteBuffer.wrap(lines.getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
                out.force(true);
            }
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            try (FileChannel directory = FileChannel.open(folder)) {
                directory.force(true);
            }
        } catch (IOException e) {
            throw new YochiException(
                    ErrorCode.RESOURCE_EXHAUSTED, "cannot write " + file + ": " + e.getMessage(), e);
        }
        return name;
    }

    /** The entries of a file; empty where it has been moved away. */
    Optional<List<DecisionLog.Entry>> read(String name) {
        Path file = folder.resolve(name);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readAllLines(file, StandardCharsets.UTF_8).stream()
                    .map(DecisionLog.Entry::ofLine)
                    .toList());
        } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
            throw new YochiException(ErrorCode.STORE_UNUSABLE, file + " cannot be read: " + e.getMessage(), e);
        }
    }
}
