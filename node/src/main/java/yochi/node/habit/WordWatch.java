package yochi.node.habit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import yochi.core.model.Service;
import yochi.node.observation.HoneypotSession;

/**
 * Which words were said at which service within the last while, and by how many: for a node that runs, so that its
 * border may tell those that many sources share. Sessions stand at the minute of their begin. Not for use by two
 * threads at a time.
 */
public final class WordWatch {
    /** Who said what in which minute; some 100 bytes each with the words. */
    public static final int MOST = 1 << 17;

    private static final long MINUTE = 60;

    private final int most;
    private final Set<Heard> heard = new HashSet<>();
    private final Map<Spoken, Spoken> known = new HashMap<>();
    private long notHeld;

    private record Spoken(WordKind kind, Service service, String word) {}

    private record Heard(long minute, Spoken spoken, long source, long network) {}

    /** A watch that holds so much. */
    public WordWatch(int most) {
        this.most = most;
    }

    public void session(HoneypotSession s) {
        long minute = Math.floorDiv(s.start().getEpochSecond(), MINUTE) * MINUTE;
        long source = Sources.name(s.source());
        long network = Sources.network(s.source());
        Words.of(s.said()).forEach((kind, words) -> words.forEach(word -> {
            Spoken spoken = new Spoken(kind, s.service(), word);
            Heard one = new Heard(minute, known.getOrDefault(spoken, spoken), source, network);
            if (heard.size() < most) {
                known.putIfAbsent(spoken, spoken);
                heard.add(one);
            } else if (!heard.contains(one)) {
                notHeld++;
            }
        }));
    }

    /** What was said in sessions that began in [from, until), in the order of kind, service and word. */
    public List<UsedWord> said(Instant from, Instant until) {
        Map<Spoken, Set<Long>> sources = new HashMap<>();
        Map<Spoken, Set<Long>> networks = new HashMap<>();
        for (Heard h : heard) {
            if (h.minute() >= from.getEpochSecond() && h.minute() < until.getEpochSecond()) {
                sources.computeIfAbsent(h.spoken(), s -> new HashSet<>()).add(h.source());
                networks.computeIfAbsent(h.spoken(), s -> new HashSet<>()).add(h.network());
            }
        }
        List<UsedWord> out = new ArrayList<>();
        sources.forEach((s, who) -> out.add(new UsedWord(
                s.kind(), s.service(), s.word(), who.size(), networks.getOrDefault(s, Set.of()).size())));
        out.sort(Comparator.comparing(UsedWord::kind)
                .thenComparing(w -> w.service().toString())
                .thenComparing(UsedWord::word));
        return out;
    }

    /** Forgets what was said before then, and the words that nobody used since. */
    public void forget(Instant before) {
        long second = before.getEpochSecond();
        if (heard.removeIf(h -> h.minute() < second)) {
            known.clear();
            heard.forEach(h -> known.put(h.spoken(), h.spoken()));
        }
    }

    /** Uses that found no room. */
    public long notHeld() {
        return notHeld;
    }
}
