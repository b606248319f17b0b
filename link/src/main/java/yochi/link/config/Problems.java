package yochi.link.config;

import java.util.ArrayList;
import java.util.List;

/** Everything that is wrong with one settings file, in the order in which it was found. */
final class Problems {
    private final List<Problem> found = new ArrayList<>();

    /** One thing that is wrong. */
    record Problem(String path, int line, String what) {
        @Override
        public String toString() {
            return "line " + line + ": " + (path.isEmpty() ? "" : path + ": ") + what;
        }
    }

    void add(String path, int line, String what) {
        found.add(new Problem(path, line, what));
    }

    List<Problem> all() {
        return found;
    }

    static String join(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
