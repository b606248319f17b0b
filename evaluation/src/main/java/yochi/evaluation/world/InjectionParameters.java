package yochi.evaluation.world;

/** What is planted into real reports; the keys' meanings stand in {@code worlds.yaml}. */
public record InjectionParameters(
        double riseFactor, int riseDays, double newPerDay, int spreadRegions, double spreadHours, long burstPackets) {
    public InjectionParameters {
        Bounds.within("riseFactor", riseFactor, 1, 1000);
        Bounds.within("riseDays", riseDays, 1, 365);
        Bounds.within("newPerDay", newPerDay, 0.1, 1e6);
        Bounds.within("spreadRegions", spreadRegions, 2, 64);
        Bounds.within("spreadHours", spreadHours, 0.1, 1000);
        Bounds.within("burstPackets", (double) burstPackets, 1, 1e9);
    }
}
