package yochi.centre.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Checks entries as an outsider would: hashes fit, none is left out, each forecast was sealed before its span could be
 * observed, and each score stands behind its forecast.
 */
public final class ChainCheck {
    private ChainCheck() {}

    /** What is wrong, oldest first; empty where nothing is. */
    public static List<String> broken(List<Entry> entries, List<String> heads) {
        List<String> out = new ArrayList<>();
        String previous = Entry.GENESIS;
        long number = 0;
        Instant at = Instant.MIN;
        Map<String, Sealed> forecasts = new HashMap<>();
        Set<String> hashes = new HashSet<>();
        for (Entry entry : entries) {
            number++;
            if (entry.number() != number) {
                out.add("entry " + number + " is left out");
                number = entry.number();
            }
            if (!entry.previous().equals(previous)) {
                out.add("entry " + number + " does not follow the one before it");
            }
            if (!entry.intact()) {
                out.add("entry " + number + " was changed after it was sealed");
            }
            if (entry.sealedAt().isBefore(at)) {
                out.add("entry " + number + " is older than the one before it");
            }
            meaning(entry, forecasts, out);
            previous = entry.hash();
            at = entry.sealedAt();
            hashes.add(previous);
        }
        heads.stream().filter(head -> !hashes.contains(head)).forEach(head -> out.add("no entry has the hash " + head));
        return out;
    }

    private static void meaning(Entry entry, Map<String, Sealed> forecasts, List<String> out) {
        if (entry.kind() == Entry.Kind.FORECAST) {
            Sealed sealed = ScoreJson.sealed(entry);
            forecasts.put(entry.subject(), sealed);
            if (sealed.knownUntil().isAfter(sealed.forecast().question().from())) {
                out.add("entry " + entry.number() + " was sealed when its outcome may have been known");
            }
            return;
        }
        Sealed sealed = forecasts.get(entry.subject());
        if (sealed == null) {
            out.add("entry " + entry.number() + " speaks of a forecast that was not sealed before it");
        } else if (entry.kind() == Entry.Kind.SCORE
                && ScoreJson.score(entry)
                        .knownAt()
                        .isBefore(sealed.forecast().question().to())) {
            out.add("entry " + entry.number() + " was scored before its span had passed");
        }
    }
}
