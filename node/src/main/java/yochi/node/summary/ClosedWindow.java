package yochi.node.summary;

import java.util.List;
import yochi.core.model.Epoch;
import yochi.core.model.Uptime;

/**
 * A release window that is over: nothing is added to it any more.
 *
 * @param window the window
 * @param late whether it holds only what came after the window had been closed before
 * @param epochs its epochs with observations, ascending
 * @param uptime how well each sensor watched in each of its epochs
 */
public record ClosedWindow(Epoch window, boolean late, List<EpochSummary> epochs, List<Uptime> uptime) {
    public ClosedWindow {
        epochs = List.copyOf(epochs);
        uptime = List.copyOf(uptime);
    }
}
