package yochi.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import yochi.node.habit.Habit;
import yochi.node.habit.HabitDesk;
import yochi.node.habit.WordKind;

/**
 * What groups of sources say and when they come, as {@code habits[]} of the document tells it: most sources first.
 *
 * @param listed those shown
 * @param inAll how many groups there are
 * @param notHeld groups, sources and gaps that found no room
 */
record ObserveHabits(List<HabitPart> listed, long inAll, long notHeld) {
    /** Words of one kind that are shown. */
    private static final int MOST_WORDS = 10;

    /**
     * One group.
     *
     * @param withheld words that fewer sources said than the policy's k, and so are not shown
     */
    record HabitPart(
            String service,
            String by,
            long sessions,
            long sources,
            long networks,
            List<Habit.Word> credentials,
            List<Habit.Word> commands,
            List<Habit.Word> requests,
            List<Habit.Word> texts,
            long withheld,
            long further,
            Habit.Timing timing) {}

    /** Of what the desk gathered; without {@code atHome} words of fewer sources than k are not shown. */
    static ObserveHabits of(HabitDesk desk, int top, int k, boolean atHome) {
        List<Habit> all = desk.habits();
        return new ObserveHabits(
                all.stream().limit(top).map(h -> part(h, atHome ? 1 : k)).toList(), all.size(), desk.notHeld());
    }

    private static HabitPart part(Habit h, int least) {
        long withheld = 0;
        for (List<Habit.Word> words : h.words().values()) {
            withheld += words.stream().filter(w -> w.sources() < least).count();
        }
        return new HabitPart(
                h.service(),
                h.by(),
                h.sessions(),
                h.sources(),
                h.networks(),
                shown(h.words(), WordKind.CREDENTIALS, least),
                shown(h.words(), WordKind.COMMANDS, least),
                shown(h.words(), WordKind.REQUESTS, least),
                shown(h.words(), WordKind.TEXTS, least),
                withheld,
                h.further(),
                h.timing());
    }

    private static List<Habit.Word> shown(Map<WordKind, List<Habit.Word>> words, WordKind kind, int least) {
        List<Habit.Word> out = new ArrayList<>(words.getOrDefault(kind, List.of()));
        out.removeIf(w -> w.sources() < least);
        return out.subList(0, Math.min(MOST_WORDS, out.size()));
    }
}
