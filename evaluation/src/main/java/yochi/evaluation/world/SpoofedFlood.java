package yochi.evaluation.world;

/**
 * The truth about one flood whose every packet names another, forged source: what it does in one window looks like a
 * very large group.
 *
 * @param startMillis since the world's start
 * @param lengthMillis how long
 * @param packets sent
 * @param port where to
 */
public record SpoofedFlood(long startMillis, long lengthMillis, int packets, int port) {
    public boolean touches(int window) {
        long from = (long) window * TelescopeWorld.WINDOW_MILLIS;
        return startMillis < from + TelescopeWorld.WINDOW_MILLIS && startMillis + lengthMillis > from;
    }
}
