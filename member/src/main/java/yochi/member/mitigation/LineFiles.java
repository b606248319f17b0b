package yochi.member.mitigation;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import yochi.core.model.ErrorCode;
import yochi.core.model.YochiException;

/**
 * A file of lines, each on disk before {@link #append} returns; once full it becomes {@code NAME.1}, that one {@code
 * NAME.2}, and so on. At any moment at which the process may be killed the file named is whole, but for a last line
 * that was never acknowledged.
 */
final class LineFiles {
    private static final Logger LOG = LoggerFactory.getLogger(LineFiles.class);

    private final Path file;
    private final long full;
    private final int files;

    LineFiles(Path file, long full, int files) {
        this.file = file;
        this.full = full;
        this.files = files;
    }

    /** The lines of the file written to; a last one that was cut off while it was written does not count. */
    List<String> lines() {
        try {
            String text = Files.exists(file) ? Files.readString(file, StandardCharsets.UTF_8) : "";
            return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
        } catch (IOException e) {
            throw new YochiException(ErrorCode.INPUT_UNREADABLE, "cannot read the rule log " + file, e);
        }
    }

    /**
     * Adds a line, or fails and leaves the file as it was.
     *
     * @param carried with what a new file begins
     */
    void append(String line, Supplier<List<String>> carried) {
        try {
            if (Files.exists(file) && Files.size(file) >= full) {
                turn(carried.get());
            }
            write(file, line + "\n");
        } catch (IOException e) {
            throw new YochiException(
                    ErrorCode.RESOURCE_EXHAUSTED,
                    "cannot write the rule log " + file + " (" + e.getMessage() + "); what stands in it holds",
                    e);
        }
    }

    /** Where there is no room for a new file the old one goes on. */
    private void turn(List<String> carried) {
        Path next = older("next");
        try {
            Files.deleteIfExists(next);
            write(next, String.join("", carried.stream().map(line -> line + "\n").toList()));
            if (Files.size(next) > full / 2) {
                Files.delete(next);
                return; // so many rules are in force that a new file would be full at once
            }
            for (int number = files - 1; number > 1; number--) {
                Path younger = older(Integer.toString(number - 1));
                if (Files.exists(younger)) {
                    Files.move(younger, older(Integer.toString(number)), StandardCopyOption.REPLACE_EXISTING);
                }
            }
            Files.deleteIfExists(older("1"));
            keep(older("1"));
            Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            String why = e.toString();
            LOG.warn("event=rulelog.full file={} why=\"{}\" remedy=\"free the disk\"", file.getFileName(), why);
        }
    }

    private void keep(Path as) throws IOException {
        try {
            Files.createLink(as, file);
        } catch (UnsupportedOperationException e) {
            Files.copy(file, as);
        }
    }

    private Path older(String number) {
        return file.resolveSibling(file.getFileName() + "." + number);
    }

    private static void write(Path to, String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        try (FileChannel out = FileChannel.open(
                to, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long whole = whole(out);
            out.truncate(whole);
            out.position(whole);
            try {
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
                out.force(true);
            } catch (IOException e) {
                out.truncate(whole);
                throw e;
            }
        }
    }

    /** Length up to the end of the last whole line. */
    private static long whole(FileChannel in) throws IOException {
        ByteBuffer one = ByteBuffer.allocate(1);
        for (long end = in.size(); end > 0; end--) {
            if (in.read(one.clear(), end - 1) == 1 && one.get(0) == '\n') {
                return end;
            }
        }
        return 0;
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
