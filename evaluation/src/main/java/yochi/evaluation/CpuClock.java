package yochi.evaluation;

import java.lang.management.ManagementFactory;

/** Processor time of the running thread, for figures of cost. */
final class CpuClock {
    private CpuClock() {}

    static long nanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
