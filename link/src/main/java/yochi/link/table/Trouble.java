package yochi.link.table;

import java.nio.file.Path;
import java.util.Locale;
import yochi.core.model.ErrorCode;
import yochi.core.model.YochiException;

/** Says in an operator's words what the database or the file system complains about. */
final class Trouble {
    private Trouble() {}

    static YochiException of(Path directory, Exception e) {
        String what = e.getMessage() == null ? e.toString() : e.getMessage();
        String text = what.toLowerCase(Locale.ROOT);
        if (contains(text, "no space left", "disk quota", "could not write all bytes", "file too large")) {
            return new YochiException(
                    ErrorCode.RESOURCE_EXHAUSTED, "the disk under " + directory + " is full: " + what, e);
        }
        if (contains(text, "out of memory", "max_temp_directory_size", "failed to offload")) {
            return new YochiException(
                    ErrorCode.RESOURCE_EXHAUSTED, "the store in " + directory + " met its bound: " + what, e);
        }
        if (contains(text, "parser error", "binder error", "catalog error")) {
            return new YochiException(ErrorCode.INTERNAL, "a query of ours is wrong: " + what, e);
        }
        if (contains(text, "interrupted")) {
            return new YochiException(ErrorCode.RESOURCE_EXHAUSTED, "a query was cancelled: " + what, e);
        }
        if (contains(text, "newer version of duckdb", "storage version")) {
            return new YochiException(
                    ErrorCode.STORE_UNUSABLE,
                    directory + " was written by a newer program; upgrade this one: " + what,
                    e);
        }
        return new YochiException(ErrorCode.STORE_UNUSABLE, "the store in " + directory + " failed: " + what, e);
    }

    /** After such an error the database answers nothing any more until it is opened again. */
    static boolean isFatal(Exception e) {
        String text = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        return contains(text, "has been invalidated", "fatal error", "database must be restarted");
    }

    private static boolean contains(String text, String... parts) {
        for (String part : parts) {
            if (text.contains(part)) {
                return true;
            }
        }
        return false;
    }
}
