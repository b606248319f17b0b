package yochi.centre.desk;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import yochi.analysis.cube.Cell;
import yochi.analysis.cube.Cube;
import yochi.analysis.cube.ExposedCounts;
import yochi.centre.ledger.Outcomes;
import yochi.centre.ledger.Silence;
import yochi.centre.ledger.Truth;
import yochi.core.model.AttackType;
import yochi.core.model.Epoch;
import yochi.core.model.Measure;
import yochi.core.model.Metric;
import yochi.core.model.Prediction;
import yochi.core.model.Region;

/** What really came, for counts from the cube, for attack orders from the history of orders. */
final class CubeOutcomes implements Outcomes {
    /** A span watched less is not scored: its count would be too low (own choice, stated). */
    static final double LEAST_UPTIME = 0.95;

    private final Cube cube;
    private final Outcomes orders;
    private final Map<Region, Optional<Instant>> since = new HashMap<>();

    CubeOutcomes(Cube cube, Outcomes orders) {
        this.cube = cube;
        this.orders = orders;
    }

    @Override
    public Truth of(Prediction.Question question) {
        if (question.attackType() == AttackType.ATTACK_ORDER
                && question.metric().equals(Metric.ORDERS)) {
            return orders.of(question);
        }
        if (cube.until().isBefore(question.to())) {
            return new Truth.NotYet();
        }
        List<Region> regions = regions(question.region());
        if (regions.isEmpty()) {
            return new Truth.Missing("no report of " + question.region());
        }
        Epoch span = new Epoch(
                question.from().getEpochSecond(),
                Math.toIntExact(Duration.between(question.from(), question.to()).toSeconds()));
        double sum = 0;
        for (Region region : regions) {
            Truth truth = of(region, question, span);
            if (!(truth instanceof Truth.Known known)) {
                return truth;
            }
            sum += known.value();
        }
        return new Truth.Known(sum, question.to());
    }

    @Override
    public Optional<Silence> silence(Prediction.Question question) {
        if (question.attackType() == AttackType.ATTACK_ORDER) {
            return Optional.empty();
        }
        return regions(question.region()).stream()
                .flatMap(region -> since.computeIfAbsent(region, this::lastWatched).stream()
                        .filter(end -> end.isBefore(question.to()))
                        .map(end -> new Silence(region.name(), end)))
                .min(Comparator.naturalOrder());
    }

    /** End of the last day on which any of the region's sensors watched; empty where none is known. */
    private Optional<Instant> lastWatched(Region region) {
        return cube.days().reversed().stream()
                .filter(day -> cube.uptime(region, day) > 0)
                .findFirst()
                .map(Epoch::end);
    }

    /** The region itself; of a country that the cube knows by its regions all of them, which add up. */
    private List<Region> regions(Region asked) {
        return cube.regions().contains(asked)
                ? List.of(asked)
                : cube.regions().stream()
                        .filter(r -> cube.country(r).code().equals(asked.name()))
                        .toList();
    }

    private Truth of(Region region, Prediction.Question question, Epoch span) {
        Cell cell = new Cell(question.attackType(), question.service());
        if (span.seconds() == Epoch.HOUR && cell.total() && question.metric().equals(Metric.SOURCES)) {
            return hour(region, cell, span);
        }
        if (cube.uptime(region, span) < LEAST_UPTIME) {
            return unwatched(region);
        }
        Measure measure = question.metric().equals(Metric.PACKETS)
                ? cube.packets(region, cell, span)
                : cube.sources(region, cell, span);
        return measure instanceof Measure.Missing missing
                ? new Truth.Missing(missing.reason())
                : new Truth.Known(Cube.number(measure), question.to());
    }

    /** Reports tell totals by the hour, though their windows are longer. */
    private Truth hour(Region region, Cell cell, Epoch span) {
        Epoch day = Epoch.containing(span.startSecond(), Epoch.DAY);
        int hour = (int) ((span.startSecond() - day.startSecond()) / Epoch.HOUR);
        ExposedCounts hours = cube.hourlyExposedSources(region, cell, day);
        double value = hours.counts()[hour];
        return Double.isNaN(value) || hours.exposure()[hour] < LEAST_UPTIME
                ? unwatched(region)
                : new Truth.Known(value, span.end());
    }

    private static Truth unwatched(Region region) {
        return new Truth.Missing(
                String.format(Locale.ROOT, "%s watched less than %.0f %% of the span", region, 100 * LEAST_UPTIME));
    }
}
