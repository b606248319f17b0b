package yochi.centre.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** Counts what would have happened to who raises an alarm from a probability on, with our statements or a rival's. */
final class AlarmTally {
    /** From which probabilities on; who pays one to save ten, three or two times as much (cost-loss rule). */
    static final List<Double> THRESHOLDS = List.of(0.1, 0.3, 0.5);

    private final Map<String, long[][]> counts = new TreeMap<>();
    private final Map<String, double[][]> leads = new TreeMap<>();

    /**
     * Takes one statement.
     *
     * @param who {@link AlarmLine#OURS}, or the rival's name
     * @param leadHours from what was known to the first order; empty where it did not come or the hour is not known
     */
    void add(String who, double probability, boolean happened, OptionalDouble leadHours) {
        long[][] count = counts.computeIfAbsent(who, w -> new long[THRESHOLDS.size()][3]);
        double[][] lead = leads.computeIfAbsent(who, w -> new double[THRESHOLDS.size()][2]);
        for (int t = 0; t < THRESHOLDS.size(); t++) {
            boolean alarm = probability >= THRESHOLDS.get(t);
            if (alarm && happened) {
                count[t][0]++;
                if (leadHours.isPresent()) {
                    lead[t][0] += leadHours.getAsDouble();
                    lead[t][1]++;
                }
            } else if (alarm) {
                count[t][1]++;
            } else if (happened) {
                count[t][2]++;
            }
        }
    }

    /** One line per threshold and teller, ours first. */
    List<AlarmLine> lines(Group group, double weeks) {
        List<AlarmLine> out = new ArrayList<>();
        counts.forEach((who, count) -> {
            for (int t = 0; t < THRESHOLDS.size(); t++) {
                double[] lead = leads.getOrDefault(who, new double[THRESHOLDS.size()][2])[t];
                out.add(new AlarmLine(
                        group,
                        THRESHOLDS.get(t),
                        who,
                        count[t][0] + count[t][1],
                        count[t][0],
                        count[t][1],
                        count[t][2],
                        weeks == 0 ? 0 : (count[t][0] + count[t][1]) / weeks,
                        lead[1] == 0 ? OptionalDouble.empty() : OptionalDouble.of(lead[0] / lead[1])));
            }
        });
        out.sort(java.util.Comparator.comparing((AlarmLine l) -> !l.who().equals(AlarmLine.OURS))
                .thenComparing(AlarmLine::who)
                .thenComparingDouble(AlarmLine::threshold));
        return out;
    }
}
