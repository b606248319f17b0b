package yochi.analysis.cube;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import yochi.core.model.AttackType;
import yochi.core.model.Epoch;
import yochi.core.model.Measure;
import yochi.core.model.Metric;
import yochi.core.model.Service;
import yochi.core.model.Statistic;
import yochi.core.model.Uptime;

/**
 * For how long a region's sensors watched in a window, and what they could observe.
 *
 * @param sensorSeconds seconds watched, summed over the sensors
 * @param addressSeconds the same times the addresses monitored; NaN where a sensor's number is not known
 * @param reach of services of which the reports speak: sensor and address seconds while they could be observed
 * @param othersClosed whether services beyond {@code reach} are known not to come through
 */
record Exposure(
        double sensorSeconds, double addressSeconds, SortedMap<Service, double[]> reach, boolean othersClosed) {
    static Exposure none() {
        return new Exposure(0, 0, new TreeMap<>(), false);
    }

    /** Where a report tells no uptime at all, its sensors count as up, and their size is not known. */
    static Exposure of(Epoch window, int known, List<Statistic> cells, List<Uptime> uptimes) {
        double sensors = uptimes.isEmpty() ? (double) known * window.seconds() : 0;
        double addresses = uptimes.isEmpty() ? Double.NaN : 0;
        for (Uptime u : uptimes) {
            long from = Math.max(u.epoch().startSecond(), window.startSecond());
            long to = Math.min(u.epoch().endSecond(), window.endSecond());
            double seconds = u.share() * Math.max(0, to - from);
            sensors += seconds;
            if (seconds > 0) {
                addresses += u.monitoredAddresses() == 0 ? Double.NaN : seconds * u.monitoredAddresses();
            }
        }
        SortedMap<Service, double[]> reach = new TreeMap<>();
        boolean closed = false;
        for (Statistic cell : cells) {
            Measure seconds = cell.measures().get(Metric.SENSORS);
            if (cell.key().attackType() != AttackType.ALL_ORIGIN || seconds == null) {
                continue;
            }
            if (cell.key().service().equals(Service.ANY)) {
                closed |= cell.measures().get(Metric.OBSERVABLE_OTHERS) instanceof Measure.Count c && c.value() == 0;
            } else {
                Measure monitored = cell.measures().getOrDefault(Metric.MONITORED, new Measure.Missing("not told"));
                double[] sum = reach.computeIfAbsent(cell.key().service(), s -> new double[2]);
                sum[0] += Cube.number(seconds);
                sum[1] += Cube.number(monitored);
            }
        }
        return new Exposure(sensors, addresses, reach, closed);
    }

    Exposure plus(Exposure other) {
        SortedMap<Service, double[]> all = new TreeMap<>();
        reach.forEach((service, sum) -> all.put(service, sum.clone()));
        other.reach.forEach((service, sum) -> all.merge(
                service, sum.clone(), (a, b) -> new double[] {a[0] + b[0], a[1] + b[1]}));
        boolean silent = reach.isEmpty() && sensorSeconds == 0;
        boolean otherSilent = other.reach.isEmpty() && other.sensorSeconds == 0;
        return new Exposure(
                sensorSeconds + other.sensorSeconds,
                addressSeconds + other.addressSeconds,
                all,
                (othersClosed || silent) && (other.othersClosed || otherSilent) && !(silent && otherSilent));
    }

    /** Whether nothing is told of any service, so that each could be observed whenever somebody watched. */
    boolean reachesAll() {
        return reach.isEmpty() && !othersClosed;
    }

    /**
     * Sensor and address seconds in which the cell could be observed; of a total, all that were watched. The service of
     * backscatter is the victim's: no filter before the sensor stands for it.
     */
    double[] of(Cell cell) {
        return switch (cell.attackType()) {
            case BACKSCATTER_ICMP, BACKSCATTER_TCP, BACKSCATTER_UDP -> of(Service.ANY);
            default -> of(cell.service());
        };
    }

    /** What the operators state of the cell's service. */
    Cube.Reach stated(Cell cell) {
        boolean told = reach.containsKey(cell.service())
                || reach.containsKey(new Service(cell.service().protocol(), -1))
                || othersClosed;
        if (!told || cell.total()) {
            return Cube.Reach.UNKNOWN;
        }
        return of(cell)[0] >= Cube.LEAST_UPTIME * sensorSeconds ? Cube.Reach.OPEN : Cube.Reach.CLOSED;
    }

    private double[] of(Service service) {
        double[] told = reach.get(service);
        if (told != null) {
            return told;
        }
        double[] family = reach.get(new Service(service.protocol(), -1));
        if (family != null && !service.equals(Service.ANY)) {
            return family;
        }
        return othersClosed && !service.equals(Service.ANY)
                ? new double[2]
                : new double[] {sensorSeconds, addressSeconds};
    }
}
