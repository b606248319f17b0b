package yochi.evaluation.world;

import java.time.LocalDate;
import java.util.List;

/** How regions and their statistics are made; the keys' meanings stand in {@code worlds.yaml}. */
public record RegionParameters(
        int regions,
        int days,
        LocalDate start,
        int leastAddresses,
        int mostAddresses,
        List<Double> bases,
        int signaturesPerBase,
        Sources sources,
        Swing swing,
        Nuisances nuisances) {
    public RegionParameters {
        bases = List.copyOf(bases);
        Bounds.within("regions", regions, 1, 64);
        Bounds.within("days", days, 2, 3660);
        Bounds.within("leastAddresses", leastAddresses, 1, 1 << 24);
        Bounds.within("mostAddresses", mostAddresses, 1, 1 << 24);
        Bounds.ordered("leastAddresses", leastAddresses, "mostAddresses", mostAddresses);
        Bounds.within("number of bases", bases.size(), 1, 100);
        bases.forEach(b -> Bounds.within("bases", b, 0.01, 1e6));
        Bounds.within("signaturesPerBase", signaturesPerBase, 1, 5000);
    }

    /** Who sends. */
    public record Sources(
            double leastProbesLog2,
            double mostProbesLog2,
            int strata,
            double tail,
            double wideShare,
            double affinity,
            double churn,
            double stay) {
        public Sources {
            Bounds.within("leastProbesLog2", leastProbesLog2, 0, 40);
            Bounds.within("mostProbesLog2", mostProbesLog2, 0, 40);
            Bounds.ordered("leastProbesLog2", leastProbesLog2, "mostProbesLog2", mostProbesLog2);
            Bounds.within("strata", strata, 1, 64);
            Bounds.within("tail", tail, 0, 3);
            Bounds.within("wideShare", wideShare, 0, 1);
            Bounds.within("affinity", affinity, 0, 3);
            Bounds.within("churn", churn, 0, 0.99);
            Bounds.within("stay", stay, 0, 0.999);
        }

        Sources withoutAffinity() {
            return new Sources(leastProbesLog2, mostProbesLog2, strata, tail, wideShare, 0, churn, stay);
        }
    }

    /** How counts go up and down without an event. */
    public record Swing(double common, double local, double wander, double dayAmplitude, double weekendFactor) {
        /** Poisson counts of one mean. */
        public static final Swing NONE = new Swing(0, 0, 0, 0, 1);

        public Swing {
            Bounds.within("common", common, 0, 4);
            Bounds.within("local", local, 0, 4);
            Bounds.within("wander", wander, 0, 2);
            Bounds.within("dayAmplitude", dayAmplitude, 0, 0.99);
            Bounds.within("weekendFactor", weekendFactor, 0.01, 10);
        }
    }

    /** What else comes or fails. */
    public record Nuisances(
            double investigative,
            double burstsPerRegionDay,
            double outagesPerRegionDay,
            double outageHours,
            double missingUpload,
            double lateUpload,
            double latePart,
            double hidden,
            double hiddenTold,
            double grown) {
        public static final Nuisances NONE = new Nuisances(0, 0, 0, 1, 0, 0, 0, 0, 0, 0);

        public Nuisances {
            Bounds.within("investigative", investigative, 0, 1000);
            Bounds.within("burstsPerRegionDay", burstsPerRegionDay, 0, 100);
            Bounds.within("outagesPerRegionDay", outagesPerRegionDay, 0, 10);
            Bounds.within("outageHours", outageHours, 0.01, 1000);
            Bounds.within("missingUpload", missingUpload, 0, 0.9);
            Bounds.within("lateUpload", lateUpload, 0, 0.9);
            Bounds.within("latePart", latePart, 0, 0.9);
            Bounds.within("hidden", hidden, 0, 0.9);
            Bounds.within("hiddenTold", hiddenTold, 0, 1);
            Bounds.within("grown", grown, 0, 1);
        }
    }

    /** The same over another number of days. */
    public RegionParameters withDays(int other) {
        return new RegionParameters(
                regions,
                other,
                start,
                leastAddresses,
                mostAddresses,
                bases,
                signaturesPerBase,
                sources,
                swing,
                nuisances);
    }

    /** The same with another number of regions. */
    public RegionParameters withRegions(int other) {
        return new RegionParameters(
                other, days, start, leastAddresses, mostAddresses, bases, signaturesPerBase, sources, swing, nuisances);
    }

    /** The same with other signatures. */
    public RegionParameters withSignatures(List<Double> otherBases, int perBase) {
        return new RegionParameters(
                regions, days, start, leastAddresses, mostAddresses, otherBases, perBase, sources, swing, nuisances);
    }

    /** The same with sensors of one size and no local habits: the base is every region's base. */
    public RegionParameters equalSensors() {
        int middle = (int) Math.round(Math.sqrt((double) leastAddresses * mostAddresses));
        return new RegionParameters(
                regions,
                days,
                start,
                middle,
                middle,
                bases,
                signaturesPerBase,
                sources.withoutAffinity(),
                swing,
                nuisances);
    }

    public RegionParameters withSwing(Swing other) {
        return new RegionParameters(
                regions,
                days,
                start,
                leastAddresses,
                mostAddresses,
                bases,
                signaturesPerBase,
                sources,
                other,
                nuisances);
    }

    public RegionParameters withNuisances(Nuisances other) {
        return new RegionParameters(
                regions, days, start, leastAddresses, mostAddresses, bases, signaturesPerBase, sources, swing, other);
    }
}
