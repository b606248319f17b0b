package yochi.centre.situation;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import yochi.analysis.victim.AttackDays;
import yochi.centre.ledger.Truth;
import yochi.core.model.Epoch;
import yochi.core.model.Prediction;

/**
 * Days of orders, as what is said of prefixes and sectors rests on them.
 *
 * @param whole the days of countries and networks
 * @param units the same days with prefixes and sectors; one with orders against home of which no node told whom they
 *     named counts as not watched there
 */
public record UnitDays(AttackDays whole, AttackDays units) {
    static final String ALONE = "one node alone told of orders, others watched and saw none";

    /** Days with orders against the country. */
    int ordered(String country) {
        int n = 0;
        for (int at = 0; at < whole.size(); at++) {
            n += whole.hit(country, at) ? 1 : 0;
        }
        return n;
    }

    /** Of these, days of which no node told whom they named. */
    int untold() {
        int n = 0;
        for (int at = 0; at < whole.size(); at++) {
            n += whole.watched(at) && !units.watched(at) ? 1 : 0;
        }
        return n;
    }

    /**
     * What came of a prefix or sector in a span in which orders named the country.
     *
     * @param unwatched days of the span on which orders were not watched
     * @param over later days were watched: nothing more is to be expected
     */
    Truth of(HomeUnits.Unit unit, Prediction.Question question, int unwatched, boolean over) {
        int begin = (int) (question.from().getEpochSecond() / Epoch.DAY - whole.day(0));
        boolean alone = false;
        boolean untold = false;
        for (int at = Math.max(0, begin); at < whole.size(); at++) {
            AttackDays.Named named = units.of(unit.region(), at);
            if (named.targets() > 0 && !named.alone()) {
                return new Truth.Known(
                        1, question.to(), Optional.of(Instant.ofEpochSecond(whole.day(at) * Epoch.DAY)));
            }
            alone |= named.alone();
            untold |= whole.watched(at) && !units.watched(at);
        }
        if (alone) {
            return new Truth.Missing(ALONE);
        }
        if (unwatched > 0) {
            int span = (int) Duration.between(question.from(), question.to()).toDays();
            return unwatched(unwatched, span, over);
        }
        if (untold) {
            return new Truth.Missing("orders named the home country, and no node told whom");
        }
        return unit.byName()
                ? new Truth.Known(0, question.to())
                : new Truth.Missing("no listed name and no domain is registered by which orders could mean it");
    }

    static Truth unwatched(int days, int span, boolean over) {
        return over
                ? new Truth.Missing("orders were not watched on " + days + " of " + span + " days")
                : new Truth.NotYet();
    }

    UnitDays corroborated() {
        return new UnitDays(whole.corroborated(), units.corroborated());
    }
}
