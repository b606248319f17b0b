package yochi.link.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import yochi.core.model.ErrorCode;
import yochi.core.model.YochiException;

/**
 * A YAML file with the settings of one component: read into a record, printed back as what is in effect.
 *
 * <p>A component of the record is a key of the same name; {@link Default} says what holds without it; an
 * {@link Optional} may be missing. Values are single texts, lists, maps, or records inside records. A constructor's
 * {@link IllegalArgumentException} is told like any other problem.
 */
public final class SettingsFile {
    /** Longest file that is read. */
    public static final int MAX_BYTES = 1 << 20;

    private static final int MAX_TOLD = 50;

    private SettingsFile() {}

    public static <T extends Record> T read(Path file, Class<T> shape) {
        Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file.toAbsolutePath());
        return parse(text(file), file.toString(), folder, shape);
    }

    /** Reads a text; the source names it in messages, relative paths start at the base. */
    public static <T extends Record> T parse(String yaml, String source, Path base, Class<T> shape) {
        Problems problems = new Problems();
        YamlTree tree = YamlTree.parse(yaml, problems);
        Optional<Object> bound = problems.all().isEmpty()
                ? new Binder(new Scalars(base), problems).bind(tree, shape, "")
                : Optional.empty();
        if (bound.isEmpty() || !problems.all().isEmpty()) {
            int count = problems.all().size();
            String told = problems.all().stream()
                    .limit(MAX_TOLD)
                    .map(problem -> "\n  " + problem)
                    .collect(Collectors.joining());
            throw new YochiException(
                    ErrorCode.SETTINGS, source + " has " + count + (count == 1 ? " problem:" : " problems:") + told);
        }
        return shape.cast(bound.get());
    }

    /** The settings in effect as YAML that {@link #read} takes, secrets masked. */
    public static String print(Record settings) {
        return EffectiveSettings.print(settings, false);
    }

    /** The same with secrets as they are, for a file that only its owner reads. */
    public static String disclose(Record settings) {
        return EffectiveSettings.print(settings, true);
    }

    private static String text(Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new YochiException(
                        ErrorCode.SETTINGS, file + " has " + Files.size(file) + " bytes, at most " + MAX_BYTES);
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new YochiException(ErrorCode.SETTINGS, file + " is not UTF-8", e);
        } catch (NoSuchFileException e) {
            throw new YochiException(ErrorCode.SETTINGS, "there is no file " + file, e);
        } catch (IOException e) {
            throw new YochiException(ErrorCode.SETTINGS, file + " cannot be read: " + e, e);
        }
    }
}
