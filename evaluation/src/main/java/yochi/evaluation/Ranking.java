package yochi.evaluation;

import java.util.ArrayList;
import java.util.List;

/** How well a score tells arrows of a graph from pairs without one. */
final class Ranking {
    private Ranking() {}

    /** Whether an ordered pair is an arrow in truth. */
    interface Truth {
        boolean arrow(int from, int to);
    }

    /** A number for an ordered pair; more speaks for an arrow. */
    interface Score {
        double of(int from, int to);
    }

    /** Share of the pairs (arrow, no arrow) that the score puts in the right order, ties half: area under the curve. */
    static double area(int regions, Truth truth, Score score) {
        List<Double> arrows = new ArrayList<>();
        List<Double> others = new ArrayList<>();
        for (int j = 0; j < regions; j++) {
            for (int i = 0; i < regions; i++) {
                if (i != j) {
                    (truth.arrow(j, i) ? arrows : others).add(score.of(j, i));
                }
            }
        }
        double won = 0;
        for (double arrow : arrows) {
            for (double other : others) {
                won += arrow > other ? 1 : arrow == other ? 0.5 : 0;
            }
        }
        return arrows.isEmpty() || others.isEmpty() ? Double.NaN : won / arrows.size() / others.size();
    }
}
