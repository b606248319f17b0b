package yochi.core.model;

import java.util.Locale;

/** A scanning tool recognised by a relation among header fields (docs/classification.md). */
public enum Tool {
    /** No relation held, or none can be tested on this record. */
    NONE,
    MIRAI,
    MASSCAN,
    ZMAP;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Tool parse(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
