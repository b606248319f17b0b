package yochi.evaluation.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import yochi.core.model.AttackType;
import yochi.core.model.CellKey;
import yochi.core.model.Epoch;
import yochi.core.model.EpochReport;
import yochi.core.model.Measure;
import yochi.core.model.Metric;
import yochi.core.model.Service;
import yochi.core.model.Statistic;
import yochi.core.model.Uptime;

/**
 * Tells the days of a world by the hour, as nodes do whose release window is an hour: every source of a day comes at an
 * hour drawn from its region's rhythm and stays into the next one or not, so that it is active for as long as
 * {@link Ground#ACTIVE_HOURS} says on average.
 */
final class HourlyReports {
    private static final int HOURS = 24;

    private final Ground ground;

    HourlyReports(Ground ground) {
        this.ground = ground;
    }

    /** The 24 reports of what a site told of a day. */
    void of(int site, int day, EpochReport daily, Consumer<EpochReport> take) {
        double[] watched = ground.watched(site, day);
        double[] weights = ground.rhythm(site);
        double all = 0;
        for (int h = 0; h < HOURS; h++) {
            weights[h] *= watched[h];
            all += weights[h];
        }
        List<List<Statistic>> cells = new ArrayList<>();
        for (int h = 0; h < HOURS; h++) {
            cells.add(new ArrayList<>());
        }
        Chance chance = Chance.of(ground.seed(), "hour", site, day);
        for (Statistic statistic : daily.cells()) {
            if (statistic.key().epoch().equals(daily.window())) {
                boolean shut = statistic.key().attackType() == AttackType.ALL_ORIGIN
                        && !statistic.key().service().equals(Service.ANY);
                Measure sources = statistic.measures().get(Metric.SOURCES);
                if (shut) {
                    for (int h = 0; h < HOURS; h++) {
                        cells.get(h).add(at(statistic.key(), hour(daily, h), statistic.measures()));
                    }
                } else if (sources instanceof Measure.DistinctCount n && all > 0) {
                    long[] came = spread(n.estimate(), weights, all, chance);
                    for (int h = 0; h < HOURS; h++) {
                        if (came[h] > 0) {
                            cells.get(h)
                                    .add(at(
                                            statistic.key(),
                                            hour(daily, h),
                                            Map.of(
                                                    Metric.SOURCES,
                                                    Measure.DistinctCount.exactly(came[h]),
                                                    Metric.PACKETS,
                                                    new Measure.Count(came[h]))));
                        }
                    }
                }
            }
        }
        for (int h = 0; h < HOURS; h++) {
            take.accept(report(site, day, daily, hour(daily, h), cells.get(h), watched[h]));
        }
    }

    private long[] spread(long sources, double[] weights, double all, Chance chance) {
        long[] out = new long[HOURS];
        for (long k = 0; k < sources; k++) {
            double left = chance.unit() * all;
            int h = 0;
            while (h < HOURS - 1 && left > weights[h]) {
                left -= weights[h];
                h++;
            }
            out[h]++;
            if (h + 1 < HOURS && weights[h + 1] > 0 && chance.happens(Ground.ACTIVE_HOURS - 1)) {
                out[h + 1]++;
            }
        }
        return out;
    }

    private static Epoch hour(EpochReport daily, int h) {
        return new Epoch(daily.window().startSecond() + (long) h * Epoch.HOUR, Epoch.HOUR);
    }

    private static Statistic at(CellKey key, Epoch epoch, Map<Metric, Measure> measures) {
        return new Statistic(
                new CellKey(
                        epoch, key.sensorGroup(), key.attackType(), key.service(), key.tool(), key.place(), key.asn()),
                measures);
    }

    private EpochReport report(
            int site, int day, EpochReport daily, Epoch hour, List<Statistic> cells, double watched) {
        Site of = ground.siteList().get(site);
        return new EpochReport(
                daily.node(),
                daily.nodeName(),
                daily.country(),
                daily.boot(),
                daily.sequence() * HOURS + (hour.startSecond() - daily.window().startSecond()) / Epoch.HOUR,
                hour,
                0,
                false,
                daily.policy(),
                daily.policyDigest(),
                daily.keyId(),
                daily.rulesVersion(),
                cells,
                List.of(new Uptime(
                        of.region().name(), hour, watched, of.addresses(day), watched < 1 ? "sensor was down" : "")),
                daily.suppressed(),
                daily.operators());
    }
}
