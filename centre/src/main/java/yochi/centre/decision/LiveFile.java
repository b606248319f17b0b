package yochi.centre.decision;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import yochi.core.model.ErrorCode;
import yochi.core.model.EventLog;
import yochi.core.model.YochiException;
import yochi.link.config.SettingsFile;
import yochi.link.identity.Sha256;

/**
 * A YAML file that may change while the centre runs: it is read into one record, swapped whole, and kept as it was
 * where the new one is broken.
 *
 * @param <T> its shape
 */
public final class LiveFile<T extends Record> {
    private static final Logger LOG = LoggerFactory.getLogger(LiveFile.class);
    private static final int VERSION_DIGITS = 12;

    private final Optional<Path> place;
    private final Class<T> shape;
    private final EventLog events;
    private volatile Version<T> current;
    private String seen;
    private volatile Optional<String> refused = Optional.empty();

    /**
     * What is in effect.
     *
     * @param version first digits of the text's SHA-256
     */
    public record Version<T extends Record>(T value, String version, String text) {}

    /**
     * Reads the file.
     *
     * @param file where it lies, or will lie once it is replaced
     * @param otherwise what holds while there is none
     */
    public LiveFile(Path file, String otherwise, Class<T> shape, EventLog events) {
        this(Optional.of(file), otherwise, shape, events);
    }

    private LiveFile(Optional<Path> place, String otherwise, Class<T> shape, EventLog events) {
        this.place = place;
        this.shape = shape;
        this.events = events;
        seen = text().orElse(otherwise);
        current = version(seen);
    }

    /** One that lies in no file: a text that is replaced only by {@link #replace}. */
    public static <T extends Record> LiveFile<T> unfiled(String text, Class<T> shape) {
        return new LiveFile<>(Optional.empty(), text, shape, EventLog.none());
    }

    /** What is in effect. */
    public Version<T> current() {
        return current;
    }

    /** Takes the file as it is now; what is wrong with it, where it is refused and the one before stays. */
    public synchronized Optional<String> reread() {
        try {
            Optional<String> text = text();
            if (text.isEmpty() || text.get().equals(seen)) {
                return refused;
            }
            seen = text.get();
            swap(version(seen));
        } catch (YochiException e) {
            Optional<String> why = Optional.of(String.valueOf(e.getMessage()));
            if (!why.equals(refused)) {
                refused = why;
                events.mark("file.refused", name(), Map.of("why", why.get()));
                LOG.error("event=file.refused file={} why=\"{}\" effect=\"the one before holds\"", name(), e.advice());
            }
        }
        return refused;
    }

    /** What is wrong with the file as it lies there; empty where it is the one in effect. */
    public Optional<String> refused() {
        return refused;
    }

    /** What would hold with another text; a {@link YochiException} tells all that is wrong with it. */
    public Version<T> check(String text) {
        return version(text);
    }

    /** Puts another text in its place, on disk too; a {@link YochiException} tells all that is wrong with it. */
    public synchronized Version<T> replace(String text) {
        Version<T> next = version(text);
        place.ifPresent(file -> write(file, text));
        seen = text;
        swap(next);
        return next;
    }

    private static void write(Path file, String text) {
        try {
            Path beside = file.resolveSibling(file.getFileName() + ".new");
            Files.writeString(beside, text);
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new YochiException(ErrorCode.STORE_UNUSABLE, file + ": " + e.getMessage(), e);
        }
    }

    private String name() {
        return place.map(file -> String.valueOf(file.getFileName())).orElse(shape.getSimpleName());
    }

    private void swap(Version<T> next) {
        current = next;
        refused = Optional.empty();
        events.mark("file.swapped", name(), Map.of("version", next.version()));
    }

    private Version<T> version(String text) {
        Path base = place.map(Path::toAbsolutePath)
                .flatMap(file -> Optional.ofNullable(file.getParent()))
                .orElse(Path.of(""));
        T value = SettingsFile.parse(text, place.map(Path::toString).orElse(name()), base, shape);
        return new Version<>(value, digest(text), text);
    }

    private Optional<String> text() {
        return place.filter(Files::exists).map(file -> {
            try {
                if (Files.size(file) > SettingsFile.MAX_BYTES) {
                    throw new YochiException(ErrorCode.SETTINGS, file + " is larger than " + SettingsFile.MAX_BYTES);
                }
                return Files.readString(file);
            } catch (IOException e) {
                throw new YochiException(ErrorCode.SETTINGS, file + " cannot be read: " + e, e);
            }
        });
    }

    private static String digest(String text) {
        return Sha256.hex(text).substring(0, VERSION_DIGITS);
    }
}
