package yochi.evaluation.world;

/**
 * One signature on its way through the regions; hours count from its start, infinity means never.
 *
 * @param common whether one scanner reached all by itself, along no edge
 * @param arrived when it really came to each region; the first one's is 0
 * @param seenAfter the region had watched until then and seen nothing
 * @param seenBy by the end of that reporting interval the region had seen it; infinity where not within the horizon
 * @param horizon hours watched
 */
@SuppressWarnings("ArrayRecordComponent") // times as they were drawn, never compared
public record Cascade(boolean common, double[] arrived, double[] seenAfter, double[] seenBy, double horizon) {
    public int regions() {
        return arrived.length;
    }

    public boolean seen(int region) {
        return seenBy[region] <= horizon;
    }
}
