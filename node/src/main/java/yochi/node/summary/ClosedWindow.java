package yochi.node.summary;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
 * @param exposures for how long each sensor watched, and what it could observe
 */
public record ClosedWindow(
        Epoch window,
        boolean late,
        List<EpochSummary> epochs,
        List<Uptime> uptime,
        Map<String, String> operators,
        List<Unwatched> unwatched,
        List<Exposure> exposures) {
    /** Without exposures. */
    public ClosedWindow(
            Epoch window,
            boolean late,
            List<EpochSummary> epochs,
            List<Uptime> uptime,
            Map<String, String> operators,
            List<Unwatched> unwatched) {
        this(window, late, epochs, uptime, operators, unwatched, List.of());
    }

    /** Whether a sensor's network lets a service through. */
    public enum Reach {
        OPEN,
        CLOSED,
        UNKNOWN
    }

    /**
     * How long one sensor watched a service in the window.
     *
     * @param sensor its name
     * @param service a service of which the sensors file speaks; {@link Service#ANY} for all others
     * @param reach whether it can be observed there
     * @param sensorSeconds seconds watched while it was open, of {@link Service#ANY} all seconds watched
     * @param addressSeconds the same times the monitored addresses; negative where their number is not known
     */
    public record Exposure(String sensor, Service service, Reach reach, long sensorSeconds, long addressSeconds) {}

    /** What may go through the border of the same window, in another dictionary's codes. */
    public ClosedWindow in(Dictionary other) {
        List<EpochSummary> there = epochs.stream().map(e -> e.countedIn(other)).toList();
        return new ClosedWindow(window, late, there, uptime, operators, unwatched, exposures);
    }

    /**
     * What may go through the border of the same window, but what is withheld.
     *
     * @param watch how well each sensor watched, told in place of {@link #uptime}
     * @param leftOut sensors of which nothing is told
     */
    public ClosedWindow without(Withheld withheld, List<Uptime> watch, Set<String> leftOut) {
        Map<String, String> whose = new TreeMap<>(operators);
        whose.keySet().removeAll(leftOut);
        return new ClosedWindow(
                window,
                late,
                epochs.stream().map(e -> e.without(withheld)).toList(),
                watch,
                whose,
                unwatched.stream().filter(u -> !leftOut.contains(u.sensor())).toList(),
                exposures.stream().filter(e -> !leftOut.contains(e.sensor())).toList());
    }

    /** A service that a sensor did not count. */
    public record Unwatched(String sensor, Service service) {}

    public ClosedWindow {
        epochs = List.copyOf(epochs);
        uptime = List.copyOf(uptime);
        operators = Collections.unmodifiableSortedMap(new TreeMap<>(operators));
        unwatched = List.copyOf(unwatched);
        exposures = List.copyOf(exposures);
    }
}
