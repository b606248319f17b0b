package yochi.core.model;

/**
 * How well one sensor watched during one epoch; without it a silent sensor would look like a quiet world.
 *
 * @param sensor sensor's display name
 * @param epoch the epoch
 * @param share part of the epoch it watched, 0..1
 * @param monitoredAddresses addresses it watched
 * @param reason why the share is below 1, empty where it is 1
 */
public record Uptime(String sensor, Epoch epoch, double share, int monitoredAddresses, String reason)
        implements Comparable<Uptime> {
    public Uptime {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("not a share of 0..1: " + share);
        }
    }

    @Override
    public int compareTo(Uptime other) {
        int c = sensor.compareTo(other.sensor);
        return c != 0 ? c : epoch.compareTo(other.epoch);
    }
}
