package yochi.evaluation.world;

import java.util.List;
import yochi.analysis.cube.Cell;
import yochi.core.model.Asn;
import yochi.core.model.CellKey;
import yochi.core.model.Country;
import yochi.core.model.Service;
import yochi.core.model.Tool;
import yochi.core.sketch.DistinctSketch;

/**
 * One planted source at one sensor.
 *
 * @param sensor where
 * @param cell what it does there
 * @param token its keyed address, made up
 * @param second when
 * @param packets how many
 */
record Visit(String sensor, Cell cell, long token, long second, long packets) {
    /** Whether the statistic counts the visit: its own cell and the totals over it, in an epoch that holds it. */
    boolean countsIn(CellKey key) {
        boolean kind = key.attackType() == cell.attackType() || key.attackType().isTotal();
        boolean service = key.service().equals(cell.service()) || key.service().equals(Service.ANY);
        boolean whole = !key.attackType().isTotal() || key.service().equals(Service.ANY);
        return sensor.equals(key.sensorGroup())
                && kind
                && service
                && whole
                && key.party() == cell.party()
                && undivided(key)
                && key.epoch().contains(second);
    }

    /** Cells by tool or origin would have to say which tool and whence; the planted sources tell neither. */
    static boolean undivided(CellKey key) {
        return key.tool().equals(Tool.NONE)
                && key.place().equals(Country.UNKNOWN)
                && key.asn().equals(Asn.UNKNOWN);
    }

    static long packets(List<Visit> visits) {
        return visits.stream().mapToLong(Visit::packets).sum();
    }

    static long sources(List<Visit> visits) {
        return visits.stream().mapToLong(Visit::token).distinct().count();
    }

    static DistinctSketch sketch(List<Visit> visits) {
        DistinctSketch out = DistinctSketch.empty();
        visits.forEach(v -> out.add(v.token()));
        return out;
    }
}
