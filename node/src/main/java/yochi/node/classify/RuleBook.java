package yochi.node.classify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.TreeMap;
import yochi.core.model.ErrorCode;
import yochi.core.model.YochiException;

/** The rules in use, replaceable while the node runs: a wrong folder is refused and the old rules stay. */
public final class RuleBook {
    private final Optional<Path> folder;
    private String seen = "";
    private volatile Rules rules;
    private volatile Optional<YochiException> refused = Optional.empty();

    public RuleBook(Rules rules) {
        this.folder = Optional.empty();
        this.rules = rules;
    }

    /** The folder's rules, which must be right at the start, or the shipped ones where there is none. */
    public RuleBook(Optional<Path> folder) {
        this.folder = folder;
        this.seen = state();
        this.rules = folder.map(Rules::read).orElseGet(Rules::shipped);
    }

    public Rules rules() {
        return rules;
    }

    /** Reads the folder; true if its rules are in use from now on, false if they were refused. */
    public boolean reload(Path from) {
        try {
            rules = Rules.read(from);
            refused = Optional.empty();
            return true;
        } catch (YochiException e) {
            refused = Optional.of(e);
            return false;
        }
    }

    /** Reads the own folder again if a file in it has changed since it was last read; true if other rules hold now. */
    public boolean refresh() {
        String now = state();
        if (folder.isEmpty() || now.equals(seen)) {
            return false;
        }
        seen = now;
        return reload(folder.get());
    }

    /** Names, sizes and times of the folder's files. */
    private String state() {
        if (folder.isEmpty()) {
            return "";
        }
        TreeMap<String, String> files = new TreeMap<>();
        try (var inside = Files.newDirectoryStream(folder.get(), "*.csv")) {
            for (Path file : inside) {
                files.put(file.toString(), Files.size(file) + " " + Files.getLastModifiedTime(file));
            }
        } catch (IOException e) {
            refused = Optional.of(new YochiException(
                    ErrorCode.SETTINGS, folder.get() + " cannot be read: " + e.getMessage() + "; the rules stay", e));
        }
        return files.toString();
    }

    /** Why the last reload was refused, with file, line and remedy; empty after a good one. */
    public Optional<YochiException> refused() {
        return refused;
    }
}
