package yochi.world.campaign;

import java.util.Optional;
import yochi.core.model.Country;

/**
 * Targets of one wave that are alike: their sector, country and number; no site is ever named.
 *
 * @param sector such as government or finance
 * @param sites how many
 * @param begin when its part of the wave began; left out: with the wave
 * @param end when its part of the wave ended; left out: with the wave
 */
public record TargetClass(
        String sector, Country country, Figure sites, Optional<LocalMoment> begin, Optional<LocalMoment> end) {
    private static final int MOST_SITES = 100_000;

    public TargetClass {
        if (sector.isBlank() || sector.indexOf('.') >= 0) {
            throw new IllegalArgumentException("a sector is a word, never a site: " + sector);
        }
        sites.played().ifPresent(n -> {
            if (n < 1 || n > MOST_SITES || n != Math.rint(n)) {
                throw new IllegalArgumentException("sites must be a whole number from 1 to " + MOST_SITES + ": " + n);
            }
        });
    }

    /** Sites that the world plays; 0 where the record gives no number and nothing is assumed. */
    int played() {
        return sites.played().map(Double::intValue).orElse(0);
    }
}
