package yochi.node.input;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Turns what a person typed (files, directories, globs, {@code -}) into inputs, in a fixed order. */
public final class PathExpansion {
    /** Standard input. */
    public static final String STANDARD_INPUT = "-";

    private static final int DEEPEST = 8;
    private static final int MOST_FILES = 100_000;

    /**
     * One input.
     *
     * @param path as it will be opened
     * @param named whether a person named it; what merely lies in a directory may be something else and is skipped then
     */
    public record Found(String path, boolean named) {}

    private PathExpansion() {}

    public static List<Found> of(List<String> paths) {
        List<Found> found = new ArrayList<>();
        paths.forEach(path -> expand(path, found));
        return found;
    }

    private static void expand(String text, List<Found> found) {
        if (text.equals(STANDARD_INPUT) || HpfeedsAddress.fits(text)) {
            found.add(new Found(text, true));
            return;
        }
        try {
            Path path = Path.of(text);
            if (Files.isDirectory(path)) {
                int before = found.size();
                walk(path, 0, found);
                if (found.size() == before) {
                    found.add(new Found(text, true)); // nothing in it: opening it will say so
                }
            } else if (Files.exists(path) || !isGlob(text)) {
                found.add(new Found(text, true));
            } else {
                glob(text, found);
            }
        } catch (InvalidPathException e) {
            found.add(new Found(text, true));
        }
    }

    private static boolean isGlob(String text) {
        return text.chars().anyMatch(c -> "*?[{".indexOf(c) >= 0);
    }

    /** Matches the last part of the path only; a glob without match stays as it is and will be unreadable. */
    private static void glob(String text, List<Found> found) {
        int slash = text.lastIndexOf('/');
        Path folder = Path.of(slash < 0 ? "." : text.substring(0, slash + 1));
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + text.substring(slash + 1));
        List<Found> matches = entries(folder).orElse(List.of()).stream()
                .filter(p -> matcher.matches(p.getFileName()) && Files.isRegularFile(p))
                .map(p -> new Found((slash < 0 ? p.normalize() : p).toString(), true))
                .toList();
        found.addAll(matches.isEmpty() ? List.of(new Found(text, true)) : matches);
    }

    private static void walk(Path folder, int depth, List<Found> found) {
        Optional<List<Path>> entries = entries(folder);
        if (entries.isEmpty()) {
            found.add(new Found(folder.toString(), true));
        }
        for (Path entry : entries.orElse(List.of())) {
            boolean hidden = entry.getFileName().toString().startsWith(".");
            if (!hidden && Files.isDirectory(entry) && !Files.isSymbolicLink(entry) && depth < DEEPEST) {
                walk(entry, depth + 1, found);
            } else if (!hidden && Files.isRegularFile(entry) && found.size() < MOST_FILES) {
                found.add(new Found(entry.toString(), false));
            }
        }
    }

    /** The entries by name; empty where the directory cannot be read. */
    private static Optional<List<Path>> entries(Path folder) {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            return Optional.of(StreamSupport.stream(entries.spliterator(), false)
                    .sorted()
                    .limit(MOST_FILES)
                    .toList());
        } catch (IOException | DirectoryIteratorException e) {
            return Optional.empty();
        }
    }
}
