package yochi.evaluation.world;

import java.util.List;

/**
 * An outbreak to be planted into a darknet.
 *
 * @param kind how its sources act
 * @param share of the active background sources that its first window has in members
 * @param jitterSeconds most by which a member is late; each outbreak's own spread is drawn between 0 and this
 * @param ports where it goes; empty where one is drawn from the popular ones
 * @param windows for how many windows of ten minutes it goes on
 * @param growthPerDay by what its members multiply in a day
 */
public record WantedOutbreak(
        OutbreakKind kind, double share, double jitterSeconds, List<Integer> ports, int windows, double growthPerDay) {
    public WantedOutbreak {
        ports = List.copyOf(ports);
        Bounds.within("share of an outbreak", share, 0, 10);
        Bounds.within("jitterSeconds of an outbreak", jitterSeconds, 0, 300);
        Bounds.within("windows of an outbreak", windows, 1, 100_000);
        Bounds.within("growthPerDay of an outbreak", growthPerDay, 0.01, 100);
        ports.forEach(p -> Bounds.within("ports of an outbreak", p, 0, 65_535));
    }

    /** One window of it, to a popular port, with a jitter of up to two minutes (issue 4 §3). */
    public static WantedOutbreak once(OutbreakKind kind, double share) {
        return new WantedOutbreak(kind, share, 120, List.of(), 1, 1);
    }
}
