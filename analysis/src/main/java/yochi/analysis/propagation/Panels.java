package yochi.analysis.propagation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import yochi.analysis.cube.Cell;
import yochi.analysis.cube.Cube;
import yochi.analysis.cube.ExposedCounts;
import yochi.core.model.AttackType;
import yochi.core.model.Epoch;
import yochi.core.model.Party;
import yochi.core.model.Region;
import yochi.core.model.Service;

/** Hourly counts of the kinds of attack that most regions see, from a cube. */
final class Panels {
    private static final int HOURS = 24;

    private Panels() {}

    /** The panels of at most so many kinds, those with the most sources first; all origins where no kind is told. */
    static SortedMap<AttackType, Panel> of(Cube cube, Epoch span, int most) {
        SortedMap<AttackType, Panel> out = new TreeMap<>();
        List<AttackType> kinds = new ArrayList<>();
        SortedMap<AttackType, Double> strength = new TreeMap<>();
        for (AttackType type : AttackType.values()) {
            if (type.party() == Party.ORIGIN && !type.isTotal() && !type.isRest()) {
                Panel panel = of(cube, span, type);
                double seen = sum(panel);
                if (panel.size() >= LeadLag.LEAST_REGIONS && seen > 0) {
                    out.put(type, panel);
                    strength.put(type, seen);
                    kinds.add(type);
                }
            }
        }
        kinds.sort(Comparator.comparingDouble((AttackType t) -> -strength.getOrDefault(t, 0.0))
                .thenComparing(Comparator.naturalOrder()));
        out.keySet().retainAll(kinds.subList(0, Math.min(most, kinds.size())));
        if (out.isEmpty()) {
            out.put(AttackType.ALL_ORIGIN, of(cube, span, AttackType.ALL_ORIGIN));
        }
        return out;
    }

    /** Regions that saw the kind at all. */
    private static Panel of(Cube cube, Epoch span, AttackType type) {
        Cell total = new Cell(type, Service.ANY);
        List<Region> regions = new ArrayList<>();
        List<double[]> counts = new ArrayList<>();
        List<double[]> exposures = new ArrayList<>();
        for (Region region : cube.regions()) {
            if (!cube.cells(region).contains(total)) {
                continue;
            }
            ExposedCounts watched = cube.hourlyExposedActivity(region, total, span);
            double[] own = watched.counts();
            if (Arrays.stream(own).anyMatch(v -> v > 0)) {
                regions.add(region);
                counts.add(own);
                exposures.add(watched.exposure());
            }
        }
        scale(cube, span, total, regions, counts, exposures);
        return Panel.of(
                regions,
                counts.toArray(double[][]::new),
                exposures.toArray(double[][]::new),
                HOURS);
    }

    /** From shares of its own size to addresses, or sensors where a size is not known. */
    private static void scale(
            Cube cube,
            Epoch span,
            Cell total,
            List<Region> regions,
            List<double[]> counts,
            List<double[]> exposures) {
        boolean byAddress = regions.stream().allMatch(r -> cube.watched(r, total, span)[1] > 0);
        for (int i = 0; i < regions.size(); i++) {
            double[] own = exposures.get(i);
            double[] told = counts.get(i);
            double hours = 0;
            for (int t = 0; t < own.length; t++) {
                hours += Double.isNaN(told[t]) ? 0 : own[t];
            }
            double full = cube.watched(regions.get(i), total, span)[byAddress ? 1 : 0] * HOURS / Math.max(1, hours);
            double size = full > 0 ? full : 1;
            Arrays.setAll(own, t -> own[t] * size);
        }
    }

    private static double sum(Panel panel) {
        double sum = 0;
        for (int i = 0; i < panel.size(); i++) {
            for (int t = 0; t < panel.steps(); t++) {
                sum += panel.told(i, t) ? panel.count(i, t) : 0;
            }
        }
        return sum;
    }
}
