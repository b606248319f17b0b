package yochi.evaluation.world;

import java.util.Arrays;

/**
 * Which share of the sources a sensor sees: one that sends m probes to addresses drawn evenly from the 2^32 is seen by
 * D addresses with probability 1 - exp(-m D / 2^32) (algorithms §3.2).
 */
final class Visibility {
    private static final double SPACE = 0x1p32;

    /** Probes of a source of each stratum; the last are the Internet-wide scanners. */
    private final double[] probes;
    /** Share of the sources that belong to it. */
    private final double[] shares;

    Visibility(RegionParameters.Sources sources) {
        int strata = sources.strata();
        this.probes = new double[strata + 1];
        this.shares = new double[strata + 1];
        double step = strata == 1 ? 0 : (sources.mostProbesLog2() - sources.leastProbesLog2()) / (strata - 1);
        for (int s = 0; s < strata; s++) {
            probes[s] = Math.pow(2, sources.leastProbesLog2() + s * step);
            shares[s] = Math.pow(probes[s] / probes[0], -sources.tail());
        }
        double sum = Arrays.stream(shares).sum();
        for (int s = 0; s < strata; s++) {
            shares[s] *= (1 - sources.wideShare()) / sum;
        }
        probes[strata] = SPACE;
        shares[strata] = sources.wideShare();
    }

    int strata() {
        return probes.length;
    }

    double share(int stratum) {
        return shares[stratum];
    }

    /** Packets expected at the sensor from one source of the stratum in a day, seen or not. */
    double packets(int stratum, double addresses) {
        return probes[stratum] * addresses / SPACE;
    }

    /** Probability that the sensor sees it in a day. */
    double seen(int stratum, double addresses) {
        return -Math.expm1(-packets(stratum, addresses));
    }

    /** Share of all sources that the sensor sees in a day. */
    double seen(double addresses) {
        double sum = 0;
        for (int s = 0; s < probes.length; s++) {
            sum += shares[s] * seen(s, addresses);
        }
        return sum;
    }

    /** Packets that a source which is seen sends there in a day, beyond its first one. */
    double more(double addresses) {
        double all = 0;
        for (int s = 0; s < probes.length; s++) {
            all += shares[s] * packets(s, addresses);
        }
        return Math.max(0, all / seen(addresses) - 1);
    }
}
