package yochi.link.identity;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import yochi.core.model.ErrorCode;
import yochi.core.model.YochiException;

/** Text files that nobody but their owner may read (mode 0600), replaced whole or appended to, forced to the disk. */
public final class OwnerOnlyFile {
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private OwnerOnlyFile() {}

    /** Makes the directory, closed to others, or checks that the one there is closed to others. */
    public static void folder(Path directory) {
        try {
            if (!Files.exists(directory)) {
                Files.createDirectories(directory, OWNER_FOLDER);
            }
        } catch (IOException e) {
            throw unusable(directory, e);
        }
        refuseIfOpen(directory);
    }

    static List<String> lines(Path file) {
        refuseIfOpen(file);
        try {
            return Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    /** The lines of a file that grows by {@link #append}; a last line that a crash cut off was never promised. */
    public static List<String> journal(Path file) {
        mend(file);
        return lines(file);
    }

    /** Adds a line, on the disk when it returns. */
    public static void append(Path file, String line) {
        mend(file);
        write(file, line + "\n", StandardOpenOption.APPEND);
    }

    /** Takes away what stands behind the last line end. */
    private static void mend(Path file) {
        try {
            if (!Files.exists(file)) {
                return;
            }
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                long end = channel.size();
                while (end > 0 && byteAt(channel, end - 1) != '\n') {
                    end--;
                }
                if (end < channel.size()) {
                    channel.truncate(end);
                    channel.force(true);
                }
            }
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    private static byte byteAt(FileChannel channel, long position) throws IOException {
        ByteBuffer one = ByteBuffer.allocate(1);
        channel.read(one, position);
        return one.get(0);
    }

    /** Puts new lines in the place of the old ones: a reader, or a crash, sees either all old or all new. */
    public static void replace(Path file, List<String> lines) {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.deleteIfExists(fresh);
            write(fresh, lines.isEmpty() ? "" : String.join("\n", lines) + "\n", StandardOpenOption.TRUNCATE_EXISTING);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            Path parent = file.toAbsolutePath().getParent();
            if (parent != null) {
                try (FileChannel folder = FileChannel.open(parent, StandardOpenOption.READ)) {
                    folder.force(true);
                }
            }
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    private static void write(Path file, String text, OpenOption mode) {
        Set<OpenOption> options = Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, mode);
        try (FileChannel channel = FileChannel.open(file, options, OWNER_FILE)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    private static void refuseIfOpen(Path path) {
        try {
            Set<PosixFilePermission> rights = Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS);
            if (rights.stream().anyMatch(right -> !right.name().startsWith("OWNER"))) {
                throw new YochiException(
                        ErrorCode.STORE_UNUSABLE,
                        path + " is open to others (" + PosixFilePermissions.toString(rights) + "); chmod go= " + path);
            }
        } catch (IOException e) {
            throw unusable(path, e);
        }
    }

    /** For a whole line that does not read as what this program writes. */
    public static YochiException spoiled(Path file, String line, RuntimeException e) {
        return new YochiException(
                ErrorCode.STORE_UNUSABLE, file + " holds a line that is spoiled; restore it: " + line, e);
    }

    private static YochiException unusable(Path path, IOException e) {
        return new YochiException(ErrorCode.STORE_UNUSABLE, path + " cannot be used: " + e, e);
    }
}
