package yochi.link.table;

import java.time.LocalDate;
import java.util.List;

/**
 * What a look at the disk budget did.
 *
 * @param bytes on the disk afterwards
 * @param budget that must not be passed
 * @param dropped days whose sealed rows were given up, the oldest first
 * @param thinned days of which only the tables to be thinned were given up
 */
public record Kept(long bytes, long budget, List<LocalDate> dropped, List<LocalDate> thinned) {
    public Kept {
        dropped = List.copyOf(dropped);
        thinned = List.copyOf(thinned);
    }

    /** False when even the live rows alone need more than the budget. */
    public boolean withinBudget() {
        return bytes <= budget;
    }
}
