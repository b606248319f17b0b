package yochi.node.archive;

import yochi.core.model.Epoch;

/**
 * A window's own row.
 *
 * @param number of the window in this archive
 * @param window its span
 * @param epochSeconds length of its epochs
 * @param late whether it holds only what came after it had been closed before
 * @param pairs tuples of cell and address
 */
record Head(long number, Epoch window, int epochSeconds, boolean late, long pairs) {
    /** The epoch of that number within the window. */
    Epoch epoch(long index) {
        if (index < 0 || (index + 1) * epochSeconds > window.seconds()) {
            throw new IllegalArgumentException("no epoch " + index + " in " + window);
        }
        return new Epoch(window.startSecond() + index * epochSeconds, epochSeconds);
    }
}
