package yochi.analysis.onset;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A flood whose every packet names another, forged source, told from a group by physics: addresses drawn from all 2^32
 * fall into space that nobody can send from (RFC 6890), real ones never do (Moore and others 2006; Dainotti and others
 * 2014). Its sources sent one packet each and were never seen before.
 *
 * @param service where to
 * @param sources it names: those in special-purpose space and the new ones of one packet
 * @param special of them in special-purpose space
 * @param pValue by chance so many in special-purpose space
 */
public record ForgedFlood(int service, int sources, int special, double pValue) {
    /** Share of all IPv4 addresses in the blocks of the IANA registry, multicast and class E: 592,709,632 of 2^32. */
    static final double SPECIAL = 0.138;
    /** Of real sources; none in theory, some leak through broken translators (own choice, on the safe side). */
    private static final double LEAKED = 1e-3;
    /** One false flood in a thousand services with a leaked source (own choice). */
    private static final double LEVEL = 1e-3;
    /** Of a service that was flooded in the window before. */
    private static final double LEVEL_AGAIN = 0.05;
    /** Some forged packets do not hide a group: at least half of the suspects must look forged, at this level. */
    private static final double HIDDEN = 0.2;

    /** Fewer may be one broken translator (own choice). */
    private static final int FEWEST = 3;

    /**
     * Tells the floods of a window, and takes all sources of one packet to their services out of it: of so many forged
     * ones some will have been seen.
     *
     * @param fresh rows of sources never seen before
     * @param before services flooded in the window before
     */
    static List<ForgedFlood> takenOut(SourceMatrix matrix, BitSet fresh, Set<Integer> before) {
        Map<Integer, Integer> special = matrix.special();
        if (special.isEmpty()) {
            return List.of();
        }
        BitSet once = matrix.once();
        BitSet suspect = (BitSet) once.clone();
        suspect.and(fresh);
        Map<Integer, Integer> suspects = matrix.ofService(suspect);
        List<ForgedFlood> out = new ArrayList<>();
        special.forEach((service, x) -> {
            boolean again = before.contains(service);
            int n = x + suspects.getOrDefault(service, 0);
            double p = BinomialTail.atLeast(x, n, LEAKED);
            boolean forged = again ? p <= LEVEL_AGAIN : x >= FEWEST && p <= LEVEL;
            if (forged && BinomialTail.atMost(x, n, SPECIAL / 2) > HIDDEN) {
                matrix.leaveOut(service, once);
                out.add(new ForgedFlood(service, n, x, p));
            }
        });
        return out;
    }
}
