package yochi.node.habit;

import java.net.InetAddress;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import yochi.node.observation.HoneypotSession;
import yochi.node.summary.LongCounts;
import yochi.node.summary.LongIndex;

/**
 * Gathers {@link Habit}s over one run: bounded in groups, in words and in who used which; what finds no room is
 * counted. Not for use by two threads at a time.
 */
public final class HabitDesk {
    /** Groups; sessions of further ones count in their service's group without a script. */
    private static final int MOST_GROUPS = 1 << 12;
    /** Words of all groups together, some 300 bytes each. */
    private static final int MOST_WORDS = 1 << 15;
    /** Who belongs to which group and used which word; 16 bytes each. */
    private static final int MOST_PAIRS = 1 << 20;

    private static final int HOURS = 24;

    private final int mostGroups;
    private final int mostWords;
    private final int mostPairs;
    private final Map<Key, Group> groups = new HashMap<>();
    private final LongCounts pairs = new LongCounts(0);
    private final LongIndex visits = new LongIndex();
    private long[] lastVisit = new long[64];
    private long units;
    private int words;
    private long notHeld;

    private record Key(String service, String by, String script) {}

    /** A group, or a word of one: who stands behind it. */
    private static final class Unit {
        private final long number;
        private long sessions;
        private long sources;
        private long networks;

        Unit(long number) {
            this.number = number;
        }
    }

    private static final class Group {
        private final Unit all;
        private final Map<WordKind, Map<String, Unit>> words = new EnumMap<>(WordKind.class);
        private final Map<Long, Long> gaps = new TreeMap<>();
        private final Map<Long, Long> lasted = new TreeMap<>();
        private final long[] hours = new long[HOURS];
        private long further;

        Group(Unit all) {
            this.all = all;
        }
    }

    public HabitDesk() {
        this(MOST_GROUPS, MOST_WORDS, MOST_PAIRS);
    }

    HabitDesk(int mostGroups, int mostWords, int mostPairs) {
        this.mostGroups = mostGroups;
        this.mostWords = mostWords;
        this.mostPairs = mostPairs;
    }

    public void add(HoneypotSession s) {
        Map<WordKind, List<String>> said = Words.of(s.said());
        Group group = group(s.service().toString(), said);
        count(group.all, s.source());
        timing(group, s);
        said.forEach((kind, list) -> list.forEach(word -> {
            Map<String, Unit> known = group.words.computeIfAbsent(kind, k -> new HashMap<>());
            if (words < mostWords || known.containsKey(word)) {
                count(known.computeIfAbsent(word, w -> {
                    words++;
                    return new Unit(units++);
                }), s.source());
            } else {
                group.further++;
            }
        }));
    }

    private Group group(String service, Map<WordKind, List<String>> said) {
        Key key = new Key(service, "none", "");
        for (WordKind kind : List.of(WordKind.COMMANDS, WordKind.REQUESTS, WordKind.TEXTS)) {
            List<String> list = said.getOrDefault(kind, List.of());
            if (key.script().isEmpty() && !list.isEmpty()) {
                String script = kind == WordKind.TEXTS ? list.getFirst() : String.join("\n", list);
                key = new Key(service, kind.id(), script);
            }
        }
        if (groups.size() >= mostGroups && !groups.containsKey(key)) {
            notHeld++;
            key = new Key(service, "none", "");
        }
        return groups.computeIfAbsent(key, k -> new Group(new Unit(units++)));
    }

    private void count(Unit unit, InetAddress address) {
        unit.sessions++;
        unit.sources += first(unit.number, Sources.name(address)) ? 1 : 0;
        unit.networks += first(unit.number, Sources.network(address)) ? 1 : 0;
    }

    /** Whether that one was not counted at the unit before. */
    private boolean first(long unit, long who) {
        long pair = Sources.mixed(who ^ Sources.mixed(unit));
        if (pairs.size() < mostPairs) {
            return pairs.add(pair, 1) == 0;
        }
        boolean unknown = pairs.get(pair) == 0;
        notHeld += unknown ? 1 : 0;
        return false;
    }

    private void timing(Group group, HoneypotSession s) {
        group.lasted.merge(bin(Duration.between(s.start(), s.end()).toSeconds()), 1L, Long::sum);
        group.hours[s.start().atOffset(ZoneOffset.UTC).getHour()]++;
        if (visits.size() >= mostPairs) {
            notHeld++;
            return;
        }
        int before = visits.size();
        int visit = visits.of(Sources.mixed(Sources.name(s.source()) ^ Sources.mixed(group.all.number)));
        if (visit == lastVisit.length) {
            lastVisit = Arrays.copyOf(lastVisit, 2 * visit);
        }
        long start = s.start().getEpochSecond();
        if (visit < before) {
            group.gaps.merge(bin(Math.abs(start - lastVisit[visit])), 1L, Long::sum);
        }
        lastVisit[visit] = start;
    }

    /** The lower end of the value's bin: 0, 1, 2, 4, 8 … */
    private static long bin(long seconds) {
        return Long.highestOneBit(Math.max(0, seconds));
    }

    /** Groups, most sources first. */
    public List<Habit> habits() {
        List<Habit> out = new ArrayList<>();
        groups.forEach((key, g) -> {
            Map<WordKind, List<Habit.Word>> listed = new EnumMap<>(WordKind.class);
            g.words.forEach((kind, known) -> listed.put(kind, listed(known)));
            Habit.Timing timing = new Habit.Timing(
                    g.gaps, g.lasted, Arrays.stream(g.hours).boxed().toList());
            out.add(new Habit(
                    key.service(), key.by(), g.all.sessions, g.all.sources, g.all.networks,
                    listed, g.further, timing));
        });
        out.sort(Comparator.comparingLong((Habit h) -> -h.sources())
                .thenComparingLong(h -> -h.sessions())
                .thenComparing(Habit::service)
                .thenComparing(h -> h.words().toString()));
        return out;
    }

    private static List<Habit.Word> listed(Map<String, Unit> known) {
        List<Habit.Word> out = new ArrayList<>();
        known.forEach((word, unit) -> out.add(new Habit.Word(word, unit.sources, unit.networks, unit.sessions)));
        out.sort(Comparator.comparingLong((Habit.Word w) -> -w.sources())
                .thenComparingLong(w -> -w.sessions())
                .thenComparing(Habit.Word::word));
        return out;
    }

    /** Groups, sources and gaps that found no room: counts may be too low by as many. */
    public long notHeld() {
        return notHeld;
    }
}
