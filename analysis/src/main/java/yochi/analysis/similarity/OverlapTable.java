package yochi.analysis.similarity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import yochi.analysis.cube.KeyedSources;
import yochi.analysis.cube.TokenSet;

/** Overlaps of all pairs of regions for those who hold the sets themselves, such as checks of the method. */
public final class OverlapTable {
    /**
     * One pair.
     *
     * @param observed sources at both
     * @param expected if they chose independently
     * @param low lower 95 % bound of observed by expected
     * @param high upper bound
     */
    public record Row(int a, int b, double observed, double expected, double low, double high) {}

    private OverlapTable() {}

    /** Every pair of the regions' sets, which are all under one key. */
    public static List<Row> of(List<KeyedSources> regions) {
        double[] weights = new double[regions.size()];
        Arrays.fill(weights, 1);
        List<List<TokenSet>> sets = regions.stream().map(r -> List.of(r.all())).toList();
        SourceOverlap overlaps = new SourceOverlap(sets, new Brightness(regions), weights);
        List<Row> out = new ArrayList<>();
        for (int i = 0; i < regions.size(); i++) {
            for (int j = i + 1; j < regions.size(); j++) {
                Overlap o = overlaps.pair(i, j).overlap();
                if (o.expected() > 0) {
                    out.add(new Row(i, j, o.observed(), o.expected(), o.low(), o.high()));
                }
            }
        }
        return out;
    }
}
