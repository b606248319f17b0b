package yochi.analysis.cube;

import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import yochi.core.model.Epoch;
import yochi.core.model.Uptime;

/** How well the sensors of one region watched. */
record Watch(SortedMap<String, Double> sensors, List<Double> hourlyShare, List<Double> hourlyAddresses) {
    /** A late report adds what came late; how well the window was watched stands in its release. */
    static Watch none(Epoch window) {
        List<Double> nothing = boxed(new double[Math.max(1, window.seconds() / Epoch.HOUR)]);
        return new Watch(new TreeMap<>(), nothing, nothing);
    }

    /** Where a report tells no uptime at all, its sensors count as up; otherwise what it does not tell is down. */
    static Watch of(Epoch window, SortedSet<String> names, List<Uptime> uptimes) {
        int hours = Math.max(1, window.seconds() / Epoch.HOUR);
        double[] hourly = new double[hours];
        double[] addresses = new double[hours];
        SortedMap<String, Double> sensors = new TreeMap<>();
        names.forEach(name -> sensors.put(name, uptimes.isEmpty() ? 1.0 : 0.0));
        if (uptimes.isEmpty()) {
            Arrays.fill(hourly, names.size());
            Arrays.fill(addresses, Double.NaN);
        }
        for (Uptime uptime : uptimes) {
            long from = Math.max(uptime.epoch().startSecond(), window.startSecond());
            long to = Math.min(uptime.epoch().endSecond(), window.endSecond());
            if (from >= to) {
                continue;
            }
            sensors.merge(uptime.sensor(), uptime.share() * (to - from) / window.seconds(), Double::sum);
            for (int h = (int) ((from - window.startSecond()) / Epoch.HOUR); h < hours; h++) {
                long hourStart = window.startSecond() + (long) h * Epoch.HOUR;
                int length = Math.min(Epoch.HOUR, window.seconds());
                long inside = Math.min(to, hourStart + length) - Math.max(from, hourStart);
                if (inside <= 0) {
                    break;
                }
                double share = uptime.share() * inside / length;
                hourly[h] += share;
                if (share > 0) {
                    int many = uptime.monitoredAddresses();
                    addresses[h] += many == 0 ? Double.NaN : share * many;
                }
            }
        }
        sensors.replaceAll((name, share) -> Math.min(1, share));
        return new Watch(sensors, boxed(hourly), boxed(addresses));
    }

    private static List<Double> boxed(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }
}
