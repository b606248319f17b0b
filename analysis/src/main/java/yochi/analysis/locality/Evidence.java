package yochi.analysis.locality;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import yochi.analysis.cube.Cell;
import yochi.analysis.cube.Cube;
import yochi.core.model.Epoch;
import yochi.core.model.Finding;
import yochi.core.model.Region;

/**
 * When and where a cell was seen at all, from which follows what its peculiarity may be. A difference between two
 * sensors may be a difference of what their networks let through (algorithms §10.7), so both readings are always told.
 *
 * @param region whose peculiarity
 * @param cell what is peculiar
 * @param firstHere when it was first seen there
 * @param regionSince since when the region reports
 * @param othersWith other regions of the same operator that ever saw it
 * @param others other regions of the same operator
 * @param firstElsewhere when another of them first saw it
 * @param operatorKnown whether it is told who runs the region
 */
record Evidence(
        Region region,
        Cell cell,
        Instant firstHere,
        Instant regionSince,
        int othersWith,
        int others,
        Optional<Instant> firstElsewhere,
        boolean operatorKnown) {
    /**
     * A service seen within so long of a region's first report counts as there from the first day: cells below the
     * policy's k stay hidden on some days (own choice, on the careful side).
     */
    private static final Duration FIRST_DAYS = Duration.ofDays(7);

    /** Signs of a spread (algorithms §3.3) that these statistics do not offer. */
    private static final String UNSAID = "networks of the sources and sources inside the region are not told";

    static Evidence of(Cube cube, Region region, Cell cell, List<Region> operatorsOthers) {
        List<Instant> elsewhere = operatorsOthers.stream()
                .map(r -> cube.firstSeen(r, cell))
                .flatMap(Optional::stream)
                .sorted()
                .toList();
        return new Evidence(
                region,
                cell,
                cube.firstSeen(region, cell).orElse(cube.until()),
                cube.firstDay(region).start(),
                elsewhere.size(),
                operatorsOthers.size(),
                elsewhere.stream().findFirst(),
                cube.operator(region).isPresent());
    }

    boolean fromFirstDay() {
        return firstHere.isBefore(regionSince.plus(FIRST_DAYS));
    }

    /** Days from the first sighting elsewhere to the one here; 0 where not before, NaN where never elsewhere. */
    double daysBefore() {
        return firstElsewhere
                .map(e -> Math.max(0, (firstHere.getEpochSecond() - e.getEpochSecond()) / (double) Epoch.DAY))
                .orElse(Double.NaN);
    }

    /** Whether it was first seen here and elsewhere in one and the same window: which came first is not told. */
    boolean atOnce() {
        return firstElsewhere.filter(firstHere::equals).isPresent();
    }

    /** The evidence and both readings, in one sentence. */
    String why(
            double observed,
            double expected,
            double lower5,
            Finding.Verdict verdict,
            Finding.Strength strength,
            Cube.Reach reach) {
        String here = fromFirstDay() ? "here since the region's first days" : "here first on " + day(firstHere);
        String elsewhere = !operatorKnown
                ? "no other region is known to have the same operator"
                : othersWith == 0
                ? "never at the " + others + " other regions of the operator"
                : "at " + othersWith + " of " + others + " other regions of the operator, first on "
                        + firstElsewhere.map(Evidence::day).orElse("an unknown day");
        return String.format(
                Locale.ROOT,
                "%s: %.0f distinct sources, %.1f expected (at least %.1f times as many);"
                        + " seen %s, %s; %s; %s; %s; %s; %s",
                cell.service(),
                observed,
                expected,
                lower5,
                here,
                elsewhere,
                past(strength),
                growth(strength),
                reach(reach),
                UNSAID,
                readings(verdict));
    }

    private static String past(Finding.Strength s) {
        return s.past().isEmpty()
                ? "its own past is too short to compare with"
                : String.format(
                        Locale.ROOT,
                        "its own past lets expect %.1f in the last %d days, %.0f came",
                        s.past().orElseThrow(),
                        s.days(),
                        s.counted().orElse(0));
    }

    private static String growth(Finding.Strength s) {
        if (s.growthPerDay().isEmpty()) {
            return "too few days or sources to tell its growth";
        }
        double rate = s.growthPerDay().orElseThrow();
        String change = String.format(
                Locale.ROOT,
                "its sources change by %+.0f %% a day (90 %%: %+.0f to %+.0f %%)",
                100 * Math.expm1(rate),
                100 * Math.expm1(s.growthLow().orElse(rate)),
                100 * Math.expm1(s.growthHigh().orElse(rate)));
        return s.growthLow().orElse(0) > 0
                ? change + String.format(Locale.ROOT, ", doubling in %.1f days", Math.log(2) / rate)
                : change;
    }

    private static String reach(Cube.Reach reach) {
        return switch (reach) {
            case OPEN -> "its network is stated to let the service through";
            case CLOSED -> "its network is stated not to let the service through, yet it came";
            case UNKNOWN -> "it is not stated whether its network lets the service through";
        };
    }

    private String readings(Finding.Verdict verdict) {
        return switch (verdict) {
            case EVENT_OR_FILTER ->
                "either attackers single this region out, or the other networks filter the service: these data cannot"
                        + " tell";
            case NEW_HERE ->
                othersWith == 0
                        ? "it is new and nobody else of the operator has it, which speaks for an event, unless a filter"
                                + " here was lifted and the other networks filter it"
                        : atOnce()
                        ? "it came here and elsewhere at once and is strongest here, which speaks for an event, unless"
                                + " the other networks filter part of it"
                        : "it came here first and elsewhere later, which speaks for an event and against a filter,"
                                + " unless a filter here was lifted";
            case OMEN_OF_SPREAD ->
                "it began here and is like what went on to other regions before: expect it there";
            case SEEN_BEFORE_ELSEWHERE ->
                atOnce()
                        ? "it came here and elsewhere at once, elsewhere perhaps first, which speaks for a spread,"
                                + " unless a filter here was lifted"
                        : "it was elsewhere before it came here, which speaks for a spread, unless a filter here was"
                                + " lifted";
            case LOCAL_ONLY ->
                "others see it at their usual level, which speaks for an event here, unless their networks filter part"
                        + " of it";
            case ONE_SOURCE_BURST -> "few sources send very much: a burst, not a regional trend, or one noisy host";
            case NOT_PECULIAR -> "nothing peculiar";
        };
    }

    private static String day(Instant t) {
        return t.toString().substring(0, "2013-01-01".length());
    }
}
