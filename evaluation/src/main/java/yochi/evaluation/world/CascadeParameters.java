package yochi.evaluation.world;

/** How cascades and coupled series are made; the keys' meanings stand in {@code worlds.yaml}. */
public record CascadeParameters(
        int regions,
        int leastAddresses,
        int mostAddresses,
        int cascades,
        double edgesPerRegion,
        double delayHours,
        double delaySigma,
        double outsideHours,
        double horizonHours,
        double sightHours,
        double volumeSigma,
        int reportMinutes,
        int commonCascades,
        double commonMinutes,
        double seriesBase,
        double branching,
        double seriesScatter,
        double commonSigma,
        double dayAmplitude) {
    public CascadeParameters {
        Bounds.within("regions", regions, 2, 64);
        Bounds.within("leastAddresses", leastAddresses, 1, 1 << 24);
        Bounds.within("mostAddresses", mostAddresses, 1, 1 << 24);
        Bounds.ordered("leastAddresses", leastAddresses, "mostAddresses", mostAddresses);
        Bounds.within("cascades", cascades, 0, 100_000);
        Bounds.within("edgesPerRegion", edgesPerRegion, 0, regions - 1);
        Bounds.within("delayHours", delayHours, 0.01, 10_000);
        Bounds.within("delaySigma", delaySigma, 0, 3);
        Bounds.within("outsideHours", outsideHours, 1, 1e6);
        Bounds.within("horizonHours", horizonHours, 1, 1e5);
        Bounds.within("sightHours", sightHours, 0, 1000);
        Bounds.within("volumeSigma", volumeSigma, 0, 3);
        Bounds.within("reportMinutes", reportMinutes, 1, 1440);
        Bounds.within("commonCascades", commonCascades, 0, 100_000);
        Bounds.within("commonMinutes", commonMinutes, 0, 1440);
        Bounds.within("seriesBase", seriesBase, 0.01, 1e6);
        Bounds.within("branching", branching, 0, 0.95);
        Bounds.within("seriesScatter", seriesScatter, 0, 4);
        Bounds.within("commonSigma", commonSigma, 0, 2);
        Bounds.within("dayAmplitude", dayAmplitude, 0, 0.99);
    }

    /** The same with another number of cascades along the graph, and of those with a common cause. */
    public CascadeParameters withCascades(int along, int common) {
        return new CascadeParameters(
                regions,
                leastAddresses,
                mostAddresses,
                along,
                edgesPerRegion,
                delayHours,
                delaySigma,
                outsideHours,
                horizonHours,
                sightHours,
                volumeSigma,
                reportMinutes,
                common,
                commonMinutes,
                seriesBase,
                branching,
                seriesScatter,
                commonSigma,
                dayAmplitude);
    }

    /** The same with fewer regions, and so many edges from each in the mean. */
    public CascadeParameters withRegions(int many, double edges) {
        return new CascadeParameters(
                many,
                leastAddresses,
                mostAddresses,
                cascades,
                edges,
                delayHours,
                delaySigma,
                outsideHours,
                horizonHours,
                sightHours,
                volumeSigma,
                reportMinutes,
                commonCascades,
                commonMinutes,
                seriesBase,
                branching,
                seriesScatter,
                commonSigma,
                dayAmplitude);
    }

    /** The same with telescopes that see an arrival at once and report to the minute: what could be known at best. */
    public CascadeParameters seenAtOnce() {
        return new CascadeParameters(
                regions,
                leastAddresses,
                mostAddresses,
                cascades,
                edgesPerRegion,
                delayHours,
                delaySigma,
                outsideHours,
                horizonHours,
                0,
                volumeSigma,
                1,
                commonCascades,
                commonMinutes,
                seriesBase,
                branching,
                seriesScatter,
                commonSigma,
                dayAmplitude);
    }
}
