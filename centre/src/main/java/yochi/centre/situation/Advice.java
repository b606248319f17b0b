package yochi.centre.situation;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import yochi.core.model.Service;
import yochi.core.model.Victim;

/** What a responder can do about the vectors that orders name, with what each option costs. */
final class Advice {
    private Advice() {}

    static List<String> of(List<Victim> victims) {
        TreeSet<String> kinds = new TreeSet<>();
        TreeSet<Service> services = new TreeSet<>();
        victims.forEach(victim -> {
            victim.vectors().forEach(vector -> kinds.add(kind(vector)));
            services.addAll(victim.services());
        });
        String named = services.isEmpty()
                ? "the named services"
                : services.stream().map(Service::toString).collect(Collectors.joining(", "));
        List<String> out = new ArrayList<>();
        if (kinds.stream().anyMatch(k -> k.startsWith("http"))) {
            out.add("Arm a rate limit on " + named + " toward the protected prefix: it keeps the link usable;"
                    + " above the limit legitimate requests are lost too.");
        }
        if (kinds.contains("tcp")) {
            out.add("Turn on SYN cookies at the servers: floods of connection requests then cost no memory;"
                    + " nothing legitimate is lost.");
        }
        if (kinds.contains("udp")) {
            out.add("Arm a discard of UDP to the named ports where no service of yours uses them:"
                    + " nothing legitimate is lost there.");
        }
        if (kinds.contains("nginx_loris")) {
            out.add("Shorten the request timeout and bound connections per source at the servers:"
                    + " a rate limit does not stop slow requests.");
        }
        out.add("Tell the operators of the named targets.");
        return out;
    }

    static List<String> beforehand() {
        return List.of(
                "Check that the protected prefixes are registered and that a rate limit can be armed.",
                "Nothing has to be cut off yet: no order has been observed.");
    }

    static List<String> surge() {
        return List.of("Check that the service is not exposed without need; watch its logs on the days named.");
    }

    private static String kind(String vector) {
        int slash = vector.indexOf('/');
        return slash < 0 ? vector : vector.substring(0, slash);
    }
}
