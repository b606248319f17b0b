package yochi.centre.round;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;

/** How full the heap was when it was last collected. */
final class HeapRoom {
    /** What lives after a collection, as a share of the heap, up to which two analyses fit in (own choice). */
    private static final double MOST = 0.5;

    private HeapRoom() {}

    /** Whether another analysis may begin beside one that runs. */
    static boolean forOneMore() {
        long live = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            MemoryUsage collected = pool.getCollectionUsage();
            if (pool.getType() == MemoryType.HEAP && collected != null) {
                live += collected.getUsed();
            }
        }
        return live < MOST * Runtime.getRuntime().maxMemory();
    }
}
