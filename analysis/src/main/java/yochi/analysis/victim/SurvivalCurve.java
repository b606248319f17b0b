package yochi.analysis.victim;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The share that lasts longer than a time, from times of which some were cut short (Kaplan and Meier 1958). */
public final class SurvivalCurve {
    private final NavigableMap<Double, Double> survival = new TreeMap<>();

    /** One time and whether its end was seen. */
    public record Time(double hours, boolean ended) {}

    /** Of times; what was cut short stays at risk until then. */
    public SurvivalCurve(List<Time> times) {
        TreeMap<Double, int[]> at = new TreeMap<>();
        times.forEach(t -> at.computeIfAbsent(t.hours(), h -> new int[2])[t.ended() ? 0 : 1]++);
        double left = times.size();
        double share = 1;
        for (Map.Entry<Double, int[]> e : at.entrySet()) {
            share *= 1 - e.getValue()[0] / left;
            left -= e.getValue()[0] + e.getValue()[1];
            survival.put(e.getKey(), share);
        }
    }

    /** Share that lasts longer than so many hours; behind the last time known, the last share. */
    public double beyond(double hours) {
        Map.Entry<Double, Double> last = survival.floorEntry(hours);
        return last == null ? 1 : last.getValue();
    }

    /** Share that lasts longer than so many hours more, of those that have lasted so long already. */
    public double beyond(double ageHours, double hours) {
        double now = beyond(ageHours);
        return now <= 0 ? 0 : beyond(ageHours + hours) / now;
    }
}
