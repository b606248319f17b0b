package yochi.node.summary;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import yochi.core.model.Epoch;
import yochi.core.model.Service;
import yochi.core.model.Uptime;

/**
 * A release window that is over: nothing is added to it any more.
 *
 * @param window the window
 * @param late whether it holds only what came after the window had been closed before
 * @param epochs its epochs with observations, ascending
 * @param uptime how well each sensor watched in each of its epochs
 * @param operators who runs each sensor, by the sensor's name, as far as that is known
 * @param unwatched what was left out by configuration during some of the window: its count is missing, not zero
 */
public record ClosedWindow(
        Epoch window,
        boolean late,
        List<EpochSummary> epochs,
        List<Uptime> uptime,
        Map<String, String> operators,
        List<Unwatched> unwatched) {
    /** What may go through the border of the same window, in another dictionary's codes. */
    public ClosedWindow in(Dictionary other) {
        List<EpochSummary> there = epochs.stream().map(e -> e.countedIn(other)).toList();
        return new ClosedWindow(window, late, there, uptime, operators, unwatched);
    }

    /** A service that a sensor did not count. */
    public record Unwatched(String sensor, Service service) {}

    public ClosedWindow {
        epochs = List.copyOf(epochs);
        uptime = List.copyOf(uptime);
        operators = Collections.unmodifiableSortedMap(new TreeMap<>(operators));
        unwatched = List.copyOf(unwatched);
    }
}
