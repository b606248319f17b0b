package yochi.app;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import picocli.CommandLine.Option;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import yochi.core.model.ErrorCode;
import yochi.core.model.YochiException;

/**
 * Where a command's text and its JSON document go: the option {@code --json FILE|-}, as a mixin of every command.
 *
 * <p>With {@code -} standard output carries the document and nothing else; text then goes to standard error. A file
 * appears whole or not at all. Properties stand in the order of the document's record.
 */
final class Output {
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .addModule(new SimpleModule()
                    .addSerializer(Double.class, new Finite())
                    .addSerializer(Double.TYPE, new Finite()))
            .build();

    /** JSON has no word for what is not a number: it is {@code null}. */
    private static final class Finite extends ValueSerializer<Double> {
        @Override
        public void serialize(Double value, JsonGenerator out, SerializationContext context) {
            if (Double.isFinite(value)) {
                out.writeNumber(value.doubleValue());
            } else {
                out.writeNull();
            }
        }
    }

    private final Surroundings surroundings;

    @Option(
            names = "--json",
            paramLabel = "FILE|-",
            description = "Write the result as JSON to FILE, or to standard output (-), where nothing else then goes.")
    private Optional<String> target = Optional.empty();

    Output(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** For a command that is a method and takes the option itself. */
    static Output to(Surroundings surroundings, Optional<String> target) {
        Output out = new Output(surroundings);
        out.target = target;
        return out;
    }

    /** Where text for people goes. */
    PrintStream text() {
        return toStandardOutput() ? surroundings.err() : surroundings.out();
    }

    boolean wantsJson() {
        return target.isPresent();
    }

    /** A bar on the terminal for work of {@code total} units (-1: not known); shown only when it lasts. */
    Progress progress(String task, long total) {
        return new Progress(surroundings, task, total);
    }

    /** Writes the document if JSON was asked for. */
    void json(Object document) {
        if (target.isEmpty()) {
            return;
        }
        byte[] bytes = (JSON.writeValueAsString(document) + "\n").getBytes(StandardCharsets.UTF_8);
        if (toStandardOutput()) {
            surroundings.out().write(bytes, 0, bytes.length);
            if (surroundings.out().checkError()) {
                throw new YochiException(ErrorCode.RESOURCE_EXHAUSTED, "standard output closed before the JSON ended");
            }
        } else {
            writeWhole(Path.of(target.get()), bytes);
        }
    }

    private boolean toStandardOutput() {
        return target.filter("-"::equals).isPresent();
    }

    /** A file appears whole or not at all; what is no file (a device, a pipe, a link) is written as it is. */
    static void writeWhole(Path file, byte[] bytes) {
        boolean plain = !Files.exists(file) || Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
        Path part = plain ? file.resolveSibling(file.getFileName() + ".part") : file;
        try {
            Files.write(part, bytes);
            if (plain) {
                Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            if (plain) {
                forget(part);
            }
            throw Failures.writing(file, e);
        }
    }

    private static void forget(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            part.toFile().deleteOnExit();
        }
    }
}
