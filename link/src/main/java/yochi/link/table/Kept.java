package yochi.link.table;

import java.time.LocalDate;
import java.util.List;

/**
 * What a look at the disk budget did.
 *
 * @param bytes on the disk afterwards
 * @param budget that must not be passed
 * @param dropped days whose sealed rows were given up, the oldest first
 */
public record Kept(long bytes, long budget, List<LocalDate> dropped) {
    public Kept {
        dropped = List.copyOf(dropped);
    }

    /** False when even the live rows alone need more than the budget. */
    public boolean withinBudget() {
        return bytes <= budget;
    }
}
