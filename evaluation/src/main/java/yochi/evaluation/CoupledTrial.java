package yochi.evaluation;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import yochi.analysis.propagation.Arrow;
import yochi.analysis.propagation.CountAnalysis;
import yochi.analysis.propagation.Granger;
import yochi.analysis.propagation.LeadLag;
import yochi.analysis.propagation.Panel;
import yochi.core.model.Region;
import yochi.evaluation.world.CascadeParameters;
import yochi.evaluation.world.CascadeWorld;
import yochi.evaluation.world.CoupledSeries;

/** One world of hourly counts, coupled along its graph or not, with what all regions share. */
final class CoupledTrial {
    private static final int HOURS = 24;

    private final CascadeWorld world;
    private final Panel panel;

    CoupledTrial(CascadeParameters parameters, long seed, int days, boolean coupled) {
        this.world = CascadeWorld.of(parameters, seed);
        CoupledSeries series = world.series(HOURS * days, coupled);
        int n = world.regions();
        double[][] counts = new double[n][HOURS * days];
        double[][] exposure = new double[n][HOURS * days];
        for (int i = 0; i < n; i++) {
            for (int t = 0; t < counts[i].length; t++) {
                counts[i][t] = series.counts()[i][t];
                exposure[i][t] = world.addresses()[i];
            }
        }
        List<Region> names = IntStream.range(0, n)
                .mapToObj(i -> new Region(String.format(Locale.ROOT, "r%02d", i)))
                .toList();
        this.panel = Panel.of(names, counts, exposure, HOURS);
    }

    Panel panel() {
        return panel;
    }

    int regions() {
        return world.regions();
    }

    boolean edge(int from, int to) {
        return world.edge(from, to);
    }

    CountAnalysis analysis() {
        return new CountAnalysis(CountAnalysis.Settings.DEFAULTS, panel);
    }

    double area(CountAnalysis analysis) {
        double[][] evidence = analysis.evidence();
        return Ranking.area(regions(), this::edge, (j, i) -> evidence[j][i]);
    }

    double leadLag(List<LeadLag.Lead> leads) {
        double[][] p = new double[regions()][regions()];
        leads.forEach(l -> p[l.leader()][l.follower()] = -l.pValue());
        return Ranking.area(regions(), this::edge, (j, i) -> p[j][i]);
    }

    double granger() {
        return Ranking.area(
                regions(), this::edge, (j, i) -> -Granger.of(panel, j, i).pValue());
    }

    int right(List<Arrow> arrows) {
        return (int) arrows.stream().filter(a -> edge(a.from(), a.to())).count();
    }
}
