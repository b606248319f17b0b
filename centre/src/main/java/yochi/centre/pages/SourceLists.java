package yochi.centre.pages;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import yochi.core.model.Service;

/**
 * How the sealed lists of who will come stand: how long they are and how many are expected, never who is on them.
 *
 * @param told the newest day (UTC) that any node told its sources for; absent where no policy lets a node tell
 * @param nodes that told for it
 * @param listed the newest day whose lists are sealed and not scored yet
 * @param lists of that day, the longest first
 * @param missing what they were made without
 * @param sealed days whose lists were sealed so far
 * @param over of these, days that have passed
 */
public record SourceLists(
        Optional<LocalDate> told,
        int nodes,
        Optional<LocalDate> listed,
        List<OfService> lists,
        List<Phrase> missing,
        int sealed,
        int over) {
    public SourceLists {
        lists = List.copyOf(lists);
        missing = List.copyOf(missing);
    }

    /** None told, none sealed. */
    public static SourceLists none() {
        return new SourceLists(Optional.empty(), 0, Optional.empty(), List.of(), List.of(), 0, 0);
    }

    /**
     * One list.
     *
     * @param length places on it
     * @param expected how many of them are expected to come
     */
    public record OfService(Service service, int length, double expected) {}
}
