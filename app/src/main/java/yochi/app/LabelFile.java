package yochi.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import yochi.core.model.Tool;
import yochi.node.classify.Mark;
import yochi.node.classify.Rule;
import yochi.node.classify.Verdict;

/** A line an observation that was taken, in the order of the input: attack type, tool, rule, marks, between tabs. */
final class LabelFile implements AutoCloseable {
    private final Writer writer;
    private final boolean wanted;
    private final Path place;

    private LabelFile(Writer writer, Optional<Path> file) {
        this.writer = writer;
        this.wanted = file.isPresent();
        this.place = file.orElse(Path.of(""));
    }

    /** Opens the file, or nothing where none is wanted. */
    static LabelFile open(Optional<Path> file) {
        try {
            return file.isEmpty()
                    ? new LabelFile(Writer.nullWriter(), file)
                    : new LabelFile(Files.newBufferedWriter(file.get(), StandardCharsets.UTF_8), file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void packet(Verdict verdict) {
        if (wanted) {
            line(verdict.rule, verdict.tool(), marks(verdict));
        }
    }

    void other(Rule rule) {
        other(rule, "-");
    }

    void other(Rule rule, String marks) {
        if (wanted) {
            line(rule, Tool.NONE, marks);
        }
    }

    private static String marks(Verdict verdict) {
        StringBuilder out = new StringBuilder();
        for (Mark mark : Mark.values()) {
            if (verdict.has(mark)) {
                out.append(out.isEmpty() ? "" : ",").append(mark.id());
            }
        }
        return out.isEmpty() ? "-" : out.toString();
    }

    private void line(Rule rule, Tool tool, String marks) {
        try {
            writer.append(rule.type().name())
                    .append('\t')
                    .append(tool.toString())
                    .append('\t')
                    .append(rule.id())
                    .append('\t')
                    .append(marks)
                    .append('\n');
        } catch (IOException e) {
            throw Failures.writing(place, e);
        }
    }

    @Override
    public void close() {
        try {
            writer.close();
        } catch (IOException e) {
            throw Failures.writing(place, e);
        }
    }
}
