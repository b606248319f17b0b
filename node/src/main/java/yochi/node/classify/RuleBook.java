package yochi.node.classify;

import java.nio.file.Path;
import java.util.Optional;
import yochi.core.model.YochiException;

/** The rules in use, replaceable while the node runs: a wrong folder is refused and the old rules stay. */
public final class RuleBook {
    private volatile Rules rules;
    private volatile Optional<YochiException> refused = Optional.empty();

    public RuleBook(Rules rules) {
        this.rules = rules;
    }

    public Rules rules() {
        return rules;
    }

    /** Reads the folder; true if its rules are in use from now on, false if they were refused. */
    public boolean reload(Path folder) {
        try {
            rules = Rules.read(folder);
            refused = Optional.empty();
            return true;
        } catch (YochiException e) {
            refused = Optional.of(e);
            return false;
        }
    }

    /** Why the last reload was refused, with file, line and remedy; empty after a good one. */
    public Optional<YochiException> refused() {
        return refused;
    }
}
