package yochi.world.campaign;

import java.time.Instant;
import java.util.List;

/**
 * One list of orders as a watcher of the world read it.
 *
 * @param time when it was in force
 * @param targets whom it names
 */
public record OrderList(Instant time, List<ListedTarget> targets) {
    public OrderList {
        targets = List.copyOf(targets);
    }
}
