package yochi.centre.source;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import yochi.core.model.Service;

/**
 * How the lists stand now, without a token or a node's name.
 *
 * @param told the newest day (UTC) that any node told its sources for; empty where none did lately
 * @param nodes that told for it
 * @param listed the newest day whose lists are sealed and not scored yet
 * @param lists of that day, the longest first
 * @param missing what they were made without
 * @param sealed days whose lists were sealed so far
 * @param over of these, days that have passed and been scored or found not to be scorable
 * @param broken of these, days whose lists can never be opened, since what lies here cannot be read
 */
public record Standing(
        Optional<LocalDate> told,
        int nodes,
        Optional<LocalDate> listed,
        List<OfService> lists,
        List<String> missing,
        int sealed,
        int over,
        int broken) {
    public Standing {
        lists = List.copyOf(lists);
        missing = List.copyOf(missing);
    }

    /**
     * One list.
     *
     * @param length places on it
     * @param expected how many of them are expected to come
     */
    public record OfService(Service service, int length, double expected) {}
}
