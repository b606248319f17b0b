package yochi.analysis.cube;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import yochi.core.model.AttackType;
import yochi.core.model.Epoch;
import yochi.core.model.Measure;
import yochi.core.model.Metric;
import yochi.core.model.Service;
import yochi.core.model.Statistic;

/** Packets per cell of one window, from the finest epochs that the report holds. */
final class PacketTable {
    private final Epoch window;
    /** Packets, and the first hour in which any were counted; -1 where not told. */
    private final Tally fine = new Tally(0, -1);

    private final Tally coarse = new Tally(0);
    /** Per hour, of totals. */
    private final Map<Cell, long[]> hourly = new HashMap<>();
    /** Per hour, of each kind's parts. */
    private final Map<AttackType, long[]> parts = new EnumMap<>(AttackType.class);

    PacketTable(Epoch window) {
        this.window = window;
    }

    void add(Statistic statistic) {
        if (!(statistic.measures().get(Metric.PACKETS) instanceof Measure.Count c)) {
            return;
        }
        AttackType kind = statistic.key().attackType();
        Service service = statistic.key().service();
        Epoch epoch = statistic.key().epoch();
        boolean whole = epoch.seconds() >= window.seconds();
        boolean total = service.equals(Service.ANY);
        Tally into = whole ? coarse : fine;
        int row = into.row(Cell.code(kind, service));
        into.add(0, row, c.value());
        if (epoch.seconds() > Epoch.HOUR) {
            return;
        }
        if (!whole && !total && !kind.isTotal() && !kind.isRest() && c.value() > 0) {
            long hour = (epoch.startSecond() - window.startSecond()) / Epoch.HOUR;
            long known = fine.get(1, row);
            fine.set(1, row, known < 0 ? hour : Math.min(known, hour));
        }
        int hour = hour(window, epoch);
        if (hour >= 0) {
            long[] of = total
                    ? hourly.computeIfAbsent(new Cell(kind, service), k -> new long[hours(window)])
                    : parts.computeIfAbsent(kind, k -> new long[hours(window)]);
            of[hour] += c.value();
        }
    }

    static int hours(Epoch window) {
        return Math.max(1, window.seconds() / Epoch.HOUR);
    }

    /** The hour of the window in which an epoch begins; -1 where it begins outside. */
    static int hour(Epoch window, Epoch epoch) {
        long hour = (epoch.startSecond() - window.startSecond()) / Epoch.HOUR;
        return hour >= 0 && hour < hours(window) ? (int) hour : -1;
    }

    /** Of the window; kinds and parties without a total of their own get the sum of their parts. */
    Column perWindow() {
        Tally all = new Tally(0);
        for (Tally from : new Tally[] {coarse, fine}) {
            for (int row = 0; row < from.rows(); row++) {
                all.set(0, all.row(from.code(row)), from.get(0, row));
            }
        }
        Map<Cell, Long> kinds = new HashMap<>();
        for (int row = 0; row < all.rows(); row++) {
            Cell cell = Cell.of(all.code(row));
            if (!cell.total()) {
                kinds.merge(new Cell(cell.attackType(), Service.ANY), all.get(0, row), Long::sum);
            }
        }
        putMissing(all, kinds);
        Map<Cell, Long> parties = new HashMap<>();
        for (int row = 0; row < all.rows(); row++) {
            Cell cell = Cell.of(all.code(row));
            if (cell.total() && !cell.attackType().isTotal()) {
                parties.merge(Cell.all(cell.party()), all.get(0, row), Long::sum);
            }
        }
        putMissing(all, parties);
        Cells cells = all.cells(code -> true);
        return new Column(cells, Numbers.of(all.column(0, cells, 0)));
    }

    private static void putMissing(Tally into, Map<Cell, Long> sums) {
        sums.forEach((cell, n) -> {
            if (into.find(cell.code()) < 0) {
                into.set(0, into.row(cell.code()), n);
            }
        });
    }

    /** Of single services, beside the cells of the window: the first hour in which packets were counted. */
    Column firstHours(Column perWindow) {
        Cells cells = perWindow.cells();
        return new Column(cells, Numbers.of(fine.column(1, cells, -1)));
    }

    /** Of totals; kinds and parties without one of their own get the sum of their parts. */
    Map<Cell, long[]> perHour() {
        Map<Cell, long[]> out = new HashMap<>(hourly);
        parts.forEach((kind, values) -> out.putIfAbsent(new Cell(kind, Service.ANY), values));
        Map<Cell, long[]> all = new HashMap<>();
        out.forEach((cell, values) -> {
            if (!cell.attackType().isTotal()) {
                long[] sum = all.computeIfAbsent(Cell.all(cell.party()), c -> new long[values.length]);
                for (int h = 0; h < values.length; h++) {
                    sum[h] += values[h];
                }
            }
        });
        all.forEach(out::putIfAbsent);
        return out;
    }
}
