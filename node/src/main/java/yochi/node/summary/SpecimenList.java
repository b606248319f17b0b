package yochi.node.summary;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.OptionalLong;
import java.util.TreeSet;
import yochi.node.observation.HoneypotSession;
import yochi.node.observation.PageVisit;
import yochi.node.observation.Specimen;

/** Which files attackers fetched, handed over or dropped, and where; names only, for the node's own people. */
public final class SpecimenList {
    /** Different specimens listed, about a kilobyte each; those beyond are counted. */
    private static final int MOST = 1 << 15;

    /** Links, and places, told of one specimen. */
    private static final int MOST_WORDS = 8;

    private final Map<String, Found> found = new HashMap<>();
    private long notHeld;

    /**
     * One specimen.
     *
     * @param hash SHA-256, SHA-1 or MD5 as the sensor told it; empty where only a link is known
     * @param size bytes, where a sensor told them
     * @param urls where it came from, defanged, at most 8
     * @param where it was dropped: sensor and service, or the page defanged; at most 8
     * @param sightings sessions and pages with it
     */
    public record Listed(
            String hash,
            OptionalLong size,
            List<String> urls,
            List<String> where,
            long sightings,
            Instant first,
            Instant last) {}

    private static final class Found {
        private final String hash;
        private OptionalLong size = OptionalLong.empty();
        private final NavigableSet<String> urls = new TreeSet<>();
        private final NavigableSet<String> where = new TreeSet<>();
        private long sightings;
        private Instant first = Instant.MAX;
        private Instant last = Instant.MIN;

        Found(String hash) {
            this.hash = hash;
        }

        private static void keep(NavigableSet<String> words, String word) {
            if (!word.isEmpty()) {
                words.add(word);
                if (words.size() > MOST_WORDS) {
                    words.pollLast();
                }
            }
        }

        void seen(Specimen specimen, String place, Instant time) {
            sightings++;
            size = specimen.size().isPresent() ? specimen.size() : size;
            keep(urls, specimen.url());
            keep(where, place);
            first = time.isBefore(first) ? time : first;
            last = time.isAfter(last) ? time : last;
        }

        Listed listed() {
            return new Listed(hash, size, List.copyOf(urls), List.copyOf(where), sightings, first, last);
        }
    }

    public void add(HoneypotSession s) {
        add(s.specimens(), s.origin().sensor().name() + " " + s.service(), s.start());
    }

    public void add(PageVisit v) {
        add(v.specimens(), v.page(), v.time());
    }

    private void add(Collection<Specimen> specimens, String place, Instant time) {
        for (Specimen specimen : specimens) {
            String key = specimen.hash().isEmpty() ? specimen.url() : specimen.hash();
            if (key.isEmpty()) {
                continue;
            }
            if (found.size() >= MOST && !found.containsKey(key)) {
                notHeld++;
            } else {
                found.computeIfAbsent(key, k -> new Found(specimen.hash())).seen(specimen, place, time);
            }
        }
    }

    /** The list, most often seen first. */
    public List<Listed> listed() {
        List<Listed> out = new ArrayList<>();
        found.values().forEach(f -> out.add(f.listed()));
        out.sort(Comparator.comparingLong(Listed::sightings)
                .reversed()
                .thenComparing(Listed::hash)
                .thenComparing(l -> l.urls().toString()));
        return out;
    }

    /** Sightings of specimens that found no room. */
    public long notHeld() {
        return notHeld;
    }
}
