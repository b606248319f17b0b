package yochi.evaluation.world;

/**
 * What the darknet recorded in one window, in the order of its clock.
 *
 * @param number of the window, 0 the first
 * @param startMillis since 1970, by the sensor's clock
 * @param millis of each packet after the window's start
 * @param sources IPv4 source of each packet, as an unsigned number in an int
 * @param ports destination port of each packet
 * @param downFrom starts of the outages in the window, milliseconds after its start
 * @param downUntil their ends
 */
@SuppressWarnings("ArrayRecordComponent") // packets as they were drawn, never compared
public record TelescopeWindow(
        int number,
        long startMillis,
        int[] millis,
        int[] sources,
        int[] ports,
        int[] downFrom,
        int[] downUntil) {
    public int packets() {
        return millis.length;
    }

    /** Whether the sensor was down for any part of that slot of so many. */
    public boolean gap(int slot, int slots) {
        int from = (int) ((long) TelescopeWorld.WINDOW_MILLIS * slot / slots);
        int to = (int) ((long) TelescopeWorld.WINDOW_MILLIS * (slot + 1) / slots);
        for (int i = 0; i < downFrom.length; i++) {
            if (downFrom[i] < to && downUntil[i] > from) {
                return true;
            }
        }
        return false;
    }

    /** The slot of the packet. */
    public int slot(int packet, int slots) {
        return (int) ((long) millis[packet] * slots / TelescopeWorld.WINDOW_MILLIS);
    }
}
