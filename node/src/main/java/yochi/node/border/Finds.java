package yochi.node.border;

import java.util.List;
import java.util.Optional;
import yochi.node.event.Event;
import yochi.node.habit.UsedWord;
import yochi.node.onset.WindowOnset;
import yochi.node.summary.AttemptLinks;

/**
 * What a node found in one release window, beside what it counted there. It names addresses and stays at home;
 * {@link FoundCells} says what of it leaves.
 *
 * @param looked whether anybody looked at all
 * @param events attacks that were under way in the window
 * @param onsets windows of ten minutes that ended in it, tested for sources that come together
 * @param links attempts that packets and a honeypot's log both hold; empty where nobody looked
 * @param words what was said to honeypots, without addresses
 */
public record Finds(
        boolean looked,
        List<Event> events,
        List<WindowOnset> onsets,
        Optional<AttemptLinks.Span> links,
        List<UsedWord> words) {
    /** Nothing was looked for. */
    public static final Finds NONE = new Finds(false, List.of(), List.of(), Optional.empty(), List.of());

    public Finds {
        events = List.copyOf(events);
        onsets = List.copyOf(onsets);
        words = List.copyOf(words);
    }

    /** What was found by a node that looked. */
    public Finds(List<Event> events, List<WindowOnset> onsets, Optional<AttemptLinks.Span> links) {
        this(true, events, onsets, links, List.of());
    }

    /** The same with what was said. */
    public Finds with(List<UsedWord> said) {
        return new Finds(looked, events, onsets, links, said);
    }
}
