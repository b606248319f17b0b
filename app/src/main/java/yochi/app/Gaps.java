package yochi.app;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import yochi.core.model.Country;
import yochi.core.model.Epoch;
import yochi.core.model.Uptime;
import yochi.node.summary.ClosedWindow;
import yochi.node.summary.NotWatched;

/**
 * The stretches that sensors did not watch in full, folded as they come, so that memory follows the gaps and not their
 * length. Windows that a leap of the clock over years leaves out altogether are told as one stretch.
 */
final class Gaps {
    private static final String NO_WINDOW = "no sensor of the country was heard for longer than is plausible";

    private final Duration longestSilence;
    private final Map<String, List<Stretch>> stretches = new TreeMap<>();
    private final Map<Country, Set<String>> sensors = new TreeMap<>();
    private final Map<Country, TreeSet<Epoch>> windows = new TreeMap<>();
    private long epochSeconds = 1;

    /**
     * One stretch.
     *
     * @param watched share of it that was watched, 0..1
     * @param code of the reason, empty for one that has none
     */
    record Stretch(
            String sensor, Instant from, Instant until, long epochs, double watched, String reason, String code) {
        private boolean continues(Stretch before) {
            return before.until.equals(from) && before.reason.equals(reason);
        }

        private Stretch after(Stretch before) {
            double share = (before.watched * before.epochs + watched * epochs) / (before.epochs + epochs);
            return new Stretch(sensor, before.from, until, before.epochs + epochs, share, reason, code);
        }
    }

    /**
     * Nothing missed yet.
     *
     * @param longestSilence after which a sensor may be down
     */
    Gaps(Duration longestSilence) {
        this.longestSilence = longestSilence;
    }

    /** Takes what a window tells; what comes late was told before. */
    void add(Country country, ClosedWindow window) {
        if (window.late()) {
            return;
        }
        windows.computeIfAbsent(country, c -> new TreeSet<>()).add(window.window());
        Set<String> here = sensors.computeIfAbsent(country, c -> new TreeSet<>());
        for (Uptime u : window.uptime()) {
            here.add(u.sensor());
            epochSeconds = u.epoch().endSecond() - u.epoch().startSecond();
            if (u.share() < 1) {
                fold(
                        stretches.computeIfAbsent(u.sensor(), s -> new ArrayList<>()),
                        new Stretch(
                                u.sensor(), u.epoch().start(), u.epoch().end(), 1, u.share(), u.reason(),
                                NotWatched.code(u.reason())));
            }
        }
    }

    private static void fold(List<Stretch> into, Stretch next) {
        if (!into.isEmpty() && next.continues(into.getLast())) {
            into.add(next.after(into.removeLast()));
        } else {
            into.add(next);
        }
    }

    /** All stretches, by sensor and time. */
    List<Stretch> told() {
        windows.forEach(this::leftOut);
        List<Stretch> out = new ArrayList<>();
        stretches.values().forEach(list -> {
            list.sort(Comparator.comparing(Stretch::from));
            List<Stretch> folded = new ArrayList<>();
            list.forEach(s -> fold(folded, s));
            out.addAll(folded);
        });
        return out;
    }

    private void leftOut(Country country, NavigableSet<Epoch> known) {
        Instant end = known.getFirst().start();
        for (Epoch window : known) {
            Duration gap = Duration.between(end, window.start());
            if (gap.compareTo(longestSilence) > 0) {
                for (String sensor : sensors.getOrDefault(country, Set.of())) {
                    stretches
                            .computeIfAbsent(sensor, s -> new ArrayList<>())
                            .add(new Stretch(
                                    sensor, end, window.start(), gap.toSeconds() / epochSeconds, 0, NO_WINDOW,
                                    "noWindow"));
                }
            }
            end = window.end();
        }
    }
}
