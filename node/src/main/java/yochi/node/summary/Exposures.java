package yochi.node.summary;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import yochi.core.model.Service;
import yochi.core.model.Uptime;
import yochi.node.observation.Observable;
import yochi.node.observation.Sensor;
import yochi.node.summary.ClosedWindow.Exposure;
import yochi.node.summary.ClosedWindow.Reach;

/** How long each sensor watched what, from its uptime and from what the sensors file says that it can observe. */
final class Exposures {
    private Exposures() {}

    static List<Exposure> of(Map<String, Sensor> sensors, List<Uptime> uptime) {
        Map<String, Map<Service, Double>> seconds = new TreeMap<>();
        for (Uptime u : uptime) {
            Sensor sensor = sensors.get(u.sensor());
            if (sensor == null) {
                continue;
            }
            Map<Service, Double> of = seconds.computeIfAbsent(u.sensor(), s -> new TreeMap<>());
            double watched = u.share() * u.epoch().seconds();
            of.merge(Service.ANY, watched, Double::sum);
            for (Service service :
                    sensor.observable().stream().map(Observable::service).distinct().toList()) {
                boolean open = sensor.observes(service, u.epoch().start());
                of.merge(service, open ? watched : 0, Double::sum);
            }
        }
        List<Exposure> out = new ArrayList<>();
        seconds.forEach((name, services) -> services.forEach((service, watched) -> {
            Sensor sensor = sensors.getOrDefault(name, Sensor.of(name, yochi.core.model.Country.UNKNOWN));
            boolean others = service.equals(Service.ANY)
                    && sensor.observable().stream().noneMatch(o -> o.service().equals(Service.ANY));
            Reach reach = others
                    ? sensor.observable().isEmpty() ? Reach.UNKNOWN : Reach.CLOSED
                    : watched > 0 ? Reach.OPEN : Reach.CLOSED;
            long addresses = sensor.monitoredAddresses();
            out.add(new Exposure(
                    name,
                    service,
                    reach,
                    Math.round(watched),
                    addresses == 0 ? -1 : (long) Math.min(1e15, watched * addresses)));
        }));
        return out;
    }
}
