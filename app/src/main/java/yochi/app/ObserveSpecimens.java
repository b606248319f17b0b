package yochi.app;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import yochi.node.summary.SpecimenList;

/**
 * Files that attackers left, as {@code specimens[]} of the document tells them: the most often seen first.
 *
 * @param listed those shown
 * @param inAll how many there are
 * @param notHeld sightings of specimens that found no room
 */
record ObserveSpecimens(List<SpecimenPart> listed, long inAll, long notHeld) {
    /** An address as a host, dots and colons perhaps defanged. */
    private static final Pattern ADDRESS = Pattern.compile(
            "\\d{1,3}(?:(?:\\[\\.\\]|\\.)\\d{1,3}){3}|\\[?[0-9a-fA-F]{0,4}(?:(?:\\[:\\]|:)[0-9a-fA-F]{0,4}){2,7}\\]?");

    /** One specimen: never its bytes. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record SpecimenPart(
            Optional<String> hash,
            Optional<Long> size,
            List<String> urls,
            List<String> where,
            long sightings,
            Instant first,
            Instant last) {}

    static ObserveSpecimens of(SpecimenList list, int top, boolean atHome) {
        List<SpecimenList.Listed> all = list.listed();
        return new ObserveSpecimens(
                all.stream().limit(top).map(l -> part(l, atHome)).toList(), all.size(), list.notHeld());
    }

    private static SpecimenPart part(SpecimenList.Listed l, boolean atHome) {
        return new SpecimenPart(
                l.hash().isEmpty() ? Optional.empty() : Optional.of(l.hash()),
                l.size().isPresent() ? Optional.of(l.size().getAsLong()) : Optional.empty(),
                shown(l.urls(), atHome),
                shown(l.where(), atHome),
                l.sightings(),
                l.first(),
                l.last());
    }

    /** Hosts known by address are masked unless they may be shown. */
    private static List<String> shown(List<String> texts, boolean atHome) {
        return atHome
                ? texts
                : texts.stream()
                        .map(t -> ADDRESS.matcher(t).replaceAll("address"))
                        .distinct()
                        .toList();
    }
}
