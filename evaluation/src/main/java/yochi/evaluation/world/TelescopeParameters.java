package yochi.evaluation.world;

import java.time.LocalDate;

/** How one darknet is made packet by packet; the keys' meanings stand in {@code worlds.yaml}. */
public record TelescopeParameters(
        int addresses,
        int days,
        LocalDate start,
        int activeSources,
        int recurring,
        double passingShare,
        double stayMinutes,
        double ratePer10Minutes,
        double rateSigma,
        double volumeSigma,
        double volumeMemory,
        double dayAmplitude,
        int ports,
        double zipf,
        double cronShare,
        int heavyHitters,
        int wideScanners,
        int investigative,
        int investigativePorts,
        double floodsPerDay,
        int floodPackets,
        double churnPerDay,
        double clockStepSeconds,
        double clockStepsPerDay,
        double outagesPerDay,
        double outageMinutes) {
    public TelescopeParameters {
        Bounds.within("addresses", addresses, 256, 1 << 24);
        Bounds.within("days", days, 1, 90);
        Bounds.within("activeSources", activeSources, 1, 100_000);
        Bounds.within("recurring", recurring, 1, 10_000_000);
        Bounds.within("passingShare", passingShare, 0, 1);
        Bounds.within("stayMinutes", stayMinutes, 1, 100_000);
        Bounds.within("ratePer10Minutes", ratePer10Minutes, 0.01, 10_000);
        Bounds.within("rateSigma", rateSigma, 0, 3);
        Bounds.within("volumeSigma", volumeSigma, 0, 2);
        Bounds.within("volumeMemory", volumeMemory, 0, 0.999);
        Bounds.within("dayAmplitude", dayAmplitude, 0, 0.99);
        Bounds.within("ports", ports, 1, 60_000);
        Bounds.within("zipf", zipf, 0, 3);
        Bounds.within("cronShare", cronShare, 0, 1);
        Bounds.within("heavyHitters", heavyHitters, 0, 1000);
        Bounds.within("wideScanners", wideScanners, 0, 1000);
        Bounds.within("investigative", investigative, 0, 1000);
        Bounds.within("investigativePorts", investigativePorts, 30, 60_000);
        Bounds.within("floodsPerDay", floodsPerDay, 0, 1000);
        Bounds.within("floodPackets", floodPackets, 1, 10_000_000);
        Bounds.within("churnPerDay", churnPerDay, 0, 0.99);
        Bounds.within("clockStepSeconds", clockStepSeconds, 0, 60);
        Bounds.within("clockStepsPerDay", clockStepsPerDay, 0, 100);
        Bounds.within("outagesPerDay", outagesPerDay, 0, 100);
        Bounds.within("outageMinutes", outageMinutes, 0.1, 10_000);
    }

    /** The same over another number of days. */
    public TelescopeParameters withDays(int other) {
        return with(other, activeSources, ratePer10Minutes);
    }

    /** The same with another number of active background sources and another rate of theirs: a larger darknet. */
    public TelescopeParameters withSources(int other, double rate) {
        return with(days, other, rate);
    }

    private TelescopeParameters with(int itsDays, int itsSources, double itsRate) {
        return new TelescopeParameters(
                addresses,
                itsDays,
                start,
                itsSources,
                recurring,
                passingShare,
                stayMinutes,
                itsRate,
                rateSigma,
                volumeSigma,
                volumeMemory,
                dayAmplitude,
                ports,
                zipf,
                cronShare,
                heavyHitters,
                wideScanners,
                investigative,
                investigativePorts,
                floodsPerDay,
                floodPackets,
                churnPerDay,
                clockStepSeconds,
                clockStepsPerDay,
                outagesPerDay,
                outageMinutes);
    }

    /** The same without nuisances: faint and passing sources only, an even clock, no outage, rhythm or swell. */
    public TelescopeParameters calm() {
        return new TelescopeParameters(
                addresses,
                days,
                start,
                activeSources,
                recurring,
                passingShare,
                stayMinutes,
                ratePer10Minutes,
                rateSigma,
                0,
                0,
                0,
                ports,
                zipf,
                0,
                0,
                0,
                0,
                investigativePorts,
                0,
                floodPackets,
                0,
                0,
                0,
                0,
                outageMinutes);
    }
}
