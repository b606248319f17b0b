package yochi.analysis.locality;

import java.util.EnumSet;
import java.util.Set;
import yochi.analysis.cube.Cube;
import yochi.core.model.Finding.Verdict;

/**
 * What speaks for one reading of a peculiarity or another (algorithms §3.3). What the statistics do not offer (source
 * networks, sources inside the region, the age of a weakness) is not among them, and said as not told.
 *
 * @param daysHere since it was first seen here
 * @param firstDays whether it was here within the first days of the region's reports
 * @param daysBefore since when it was seen elsewhere before it came here; 0 where not before, NaN where never elsewhere
 * @param atOnce whether it was first seen here and elsewhere in one window, so that the first of them is not told
 * @param elsewhere share of the other regions that ever saw it; NaN where there are none to compare with
 * @param rising share of the other regions that rise with it
 * @param growth of its sources
 * @param past shrunk quotient of sources and what the own past lets expect; NaN where it has none
 * @param margins shrunk quotient of sources and what the margins let expect
 * @param packetsPerSource packets of a source by its usual number; NaN where not told
 * @param excess sources beyond those expected by its own past, or by the margins where it has none
 * @param burst whether very many packets come of hardly any more sources than usual
 * @param own by how much the region's services together are off their usual
 * @param addresses monitored by those before; NaN where not told
 * @param reach what is stated of the service's way through
 * @param opened whether it is stated that it could not be observed here before
 */
public record Signs(
        double daysHere,
        boolean firstDays,
        double daysBefore,
        boolean atOnce,
        double elsewhere,
        double rising,
        Growth growth,
        double past,
        double margins,
        double packetsPerSource,
        double excess,
        boolean burst,
        double own,
        double addresses,
        Cube.Reach reach,
        boolean opened) {
    /** Names of {@link #features}, in order. */
    static final String[] NAMES = {
        "always", "first seen here within a week", "within four weeks", "first days", "seen elsewhere before, days",
        "elsewhere at once", "another saw it", "share of others that saw it", "share of others that rise", "growth",
        "growth is sure", "above own past", "no own past", "above margins", "packets of a source",
        "sources beyond expected", "region's own factor", "addresses changed", "not stated whether it comes through"
    };

    private static final int WEEK = 7;
    private static final int MONTH = 28;
    /** Quotient by the own past below which nothing has changed here (own choice: a quarter). */
    private static final double RISEN = 1.25;

    /** The signs as numbers of about the size of one; what cannot be told is 0. */
    public double[] features() {
        return new double[] {
            1,
            daysHere <= WEEK ? 1 : 0,
            daysHere > WEEK && daysHere <= MONTH ? 1 : 0,
            firstDays ? 1 : 0,
            Double.isNaN(daysBefore) ? 0 : Math.log1p(Math.min(MONTH, daysBefore)) / Math.log1p(MONTH),
            atOnce ? 1 : 0,
            elsewhere > 0 ? 1 : 0,
            told(elsewhere),
            told(rising),
            growth.known() ? Math.clamp(growth.perDay(), -1, 1.5) : 0,
            growth.known() && growth.low() > 0 ? 1 : 0,
            log2(past, -1, 6) / 3,
            Double.isNaN(past) ? 1 : 0,
            log2(margins, -3, 6) / 3,
            log2(packetsPerSource, -2, 16) / 6,
            Math.log10(1 + Math.max(0, told(excess))) / 2,
            Math.abs(log2(own, -2, 2)),
            Math.abs(log2(addresses, -2, 2)),
            reach == Cube.Reach.UNKNOWN ? 1 : 0
        };
    }

    private static double told(double value) {
        return Double.isNaN(value) ? 0 : value;
    }

    private static double log2(double value, double low, double high) {
        return Double.isNaN(value) ? 0 : Math.clamp(Math.log(Math.max(value, 1e-9)) / Math.log(2), low, high);
    }

    /**
     * The readings that are possible at all: what was there from a sensor's first days, or could not be observed
     * before, is neither new here nor an omen; what nobody saw elsewhere before was not seen there before; a burst of
     * hardly any sources is never called an attack on the region; what was always so is no event that could be told
     * from a filter; without a comparable region nothing is.
     */
    public Set<Verdict> possible() {
        if (burst) {
            return EnumSet.of(Verdict.ONE_SOURCE_BURST, Verdict.EVENT_OR_FILTER);
        }
        Set<Verdict> out = EnumSet.of(
                Verdict.NEW_HERE,
                Verdict.SEEN_BEFORE_ELSEWHERE,
                Verdict.OMEN_OF_SPREAD,
                Verdict.LOCAL_ONLY,
                Verdict.EVENT_OR_FILTER);
        if (Double.isNaN(elsewhere)) {
            return EnumSet.of(Verdict.EVENT_OR_FILTER);
        }
        if (firstDays || opened) {
            out.remove(Verdict.NEW_HERE);
            out.remove(Verdict.OMEN_OF_SPREAD);
            out.remove(Verdict.SEEN_BEFORE_ELSEWHERE);
        }
        if (daysHere > MONTH) {
            out.remove(Verdict.NEW_HERE);
            out.remove(Verdict.OMEN_OF_SPREAD);
        }
        if (firstDays && !(past >= RISEN)) {
            out.remove(Verdict.LOCAL_ONLY);
        }
        if (daysBefore > 0) {
            out.remove(Verdict.NEW_HERE);
            out.remove(Verdict.OMEN_OF_SPREAD);
        } else if (!atOnce) {
            out.remove(Verdict.SEEN_BEFORE_ELSEWHERE);
        }
        return out;
    }
}
