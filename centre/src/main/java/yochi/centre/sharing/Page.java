package yochi.centre.sharing;

import java.util.List;

/**
 * One answer to a question about a collection.
 *
 * @param objects oldest first
 * @param more whether others follow
 */
record Page(List<StixObject> objects, boolean more) {
    static Page of(List<StixObject> found, int limit) {
        return found.size() > limit ? new Page(List.copyOf(found.subList(0, limit)), true) : new Page(found, false);
    }

    boolean isEmpty() {
        return objects.isEmpty();
    }

    /** Where the next page begins: it wins over any date, so nothing is lost or doubled while others write. */
    String next() {
        return Long.toString(objects.getLast().addedMicros());
    }
}
