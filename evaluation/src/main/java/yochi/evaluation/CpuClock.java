package yochi.evaluation;

import java.lang.management.ManagementFactory;

/** Processor time of the running thread, for figures of cost. */
public final class CpuClock {
    private CpuClock() {}

    public static long nanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
