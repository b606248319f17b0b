package yochi.centre.ledger;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A span of time about which something was said, and whether what was asked for came in it.
 *
 * @param from first second
 * @param to first second after it
 * @param happened an attack order was given, somewhere among all that was asked; false for counts
 */
record Spell(long from, long to, boolean happened) {
    /** Below that many independent outcomes the record names no skill (issue: under 30). */
    static final int LEAST = 30;
    /** Seconds without an order after which the next one begins another campaign: seven days. */
    private static final long QUIET = 7 * 86_400L;

    /**
     * How many independent outcomes there are: spans that do not overlap, a campaign as one, however long it lasts and
     * however many of the spans lie within it.
     */
    static int independent(List<Spell> spells) {
        List<Spell> campaigns = campaigns(spells);
        int n = campaigns.size();
        long end = Long.MIN_VALUE;
        List<Spell> quiet = spells.stream()
                .filter(s -> !s.happened)
                .sorted(Comparator.comparingLong(Spell::to).thenComparingLong(Spell::from))
                .toList();
        int next = 0;
        for (Spell spell : quiet) {
            while (next < campaigns.size() && campaigns.get(next).to <= spell.from) {
                next++;
            }
            boolean within = next < campaigns.size() && campaigns.get(next).from < spell.to;
            if (!within && spell.from >= end) {
                n++;
                end = spell.to;
            }
        }
        return n;
    }

    private static List<Spell> campaigns(List<Spell> spells) {
        List<Spell> out = new ArrayList<>();
        spells.stream().filter(Spell::happened).sorted(Comparator.comparingLong(Spell::from)).forEach(s -> {
            if (!out.isEmpty() && s.from < out.getLast().to + QUIET) {
                Spell last = out.removeLast();
                out.add(new Spell(last.from, Math.max(last.to, s.to), true));
            } else {
                out.add(s);
            }
        });
        return out;
    }
}
