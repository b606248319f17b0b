package yochi.link.exchange;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import yochi.core.model.ErrorCode;
import yochi.core.model.YochiException;
import yochi.link.identity.OwnerOnlyFile;

/**
 * A folder of countersigned heads, one file each, named by member and number; at most {@value #MOST}, the oldest make
 * room. Centre and member each keep their own.
 */
public final class ReceiptFolder {
    /** Of one head a day and member more than twenty-five years. */
    static final int MOST = 10_000;

    private final Path folder;

    public ReceiptFolder(Path folder) {
        this.folder = folder;
    }

    /** Keeps a head, on the disk when it returns. */
    public void keep(Countersigned one, Countersigned.Proof proof) {
        OwnerOnlyFile.folder(folder);
        List<Path> files = files();
        for (int i = 0; i <= files.size() - MOST; i++) {
            try {
                Files.delete(files.get(i));
            } catch (IOException e) {
                throw unusable(e);
            }
        }
        String name = String.format(
                java.util.Locale.ROOT,
                "%s-%012d.json",
                proof.member().name(),
                proof.head().number());
        OwnerOnlyFile.replace(folder.resolve(name), List.of(one.toString()));
    }

    /** The files, by number; none where there is no folder. */
    public List<Path> files() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.flatMap(f -> Countersigned.number(f.getFileName().toString())
                            .map(n -> Map.entry(n, f))
                            .stream())
                    .sorted(Map.Entry.<Long, Path>comparingByKey()
                            .thenComparing(Map.Entry::getValue, Comparator.naturalOrder()))
                    .map(Map.Entry::getValue)
                    .toList();
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /** Reads one of the files; an {@link IllegalArgumentException} says what is wrong with it. */
    public static Countersigned read(Path file) {
        try {
            if (Files.size(file) > Countersigned.MOST_CHARACTERS) {
                throw new IllegalArgumentException("more than " + Countersigned.MOST_CHARACTERS + " bytes");
            }
            return Countersigned.parse(Files.readString(file));
        } catch (IOException e) {
            throw new YochiException(ErrorCode.INPUT_UNREADABLE, file + ": " + e.getMessage(), e);
        }
    }

    private YochiException unusable(IOException e) {
        return new YochiException(ErrorCode.STORE_UNUSABLE, folder + ": " + e.getMessage(), e);
    }
}
