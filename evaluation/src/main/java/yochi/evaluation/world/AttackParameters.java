package yochi.evaluation.world;

/** How attacks on victims are made; the keys' meanings stand in {@code worlds.yaml}. */
public record AttackParameters(
        double perDay,
        int booters,
        double reflected,
        double leastPerSecond,
        double mostPerSecond,
        double leastSeconds,
        double mostSeconds,
        double listed,
        double again) {
    public AttackParameters {
        Bounds.within("perDay", perDay, 0, 100_000);
        Bounds.within("booters", booters, 1, 1000);
        Bounds.within("reflected", reflected, 0, 1);
        Bounds.within("leastPerSecond", leastPerSecond, 0.01, 1e9);
        Bounds.within("mostPerSecond", mostPerSecond, 0.01, 1e9);
        Bounds.ordered("leastPerSecond", leastPerSecond, "mostPerSecond", mostPerSecond);
        Bounds.within("leastSeconds", leastSeconds, 1, 86_400);
        Bounds.within("mostSeconds", mostSeconds, 1, 86_400);
        Bounds.ordered("leastSeconds", leastSeconds, "mostSeconds", mostSeconds);
        Bounds.within("listed", listed, 0, 1);
        Bounds.within("again", again, 0, 1);
    }
}
