package yochi.node.event;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import yochi.core.model.Service;
import yochi.node.classify.Rules;
import yochi.node.classify.ServiceNumber;

/** What a flood's vector is called: protocol and service, then flag pattern, reflector or kind of message. */
final class FloodName {
    private static final String[] FLAGS = {"fin", "syn", "rst", "psh", "ack", "urg", "ece", "cwr"};
    private static final double HALF = 0.5;
    /** Services named one by one; own value. */
    private static final int MOST_NAMED = 4;
    /** A service with less of the packets is not named; own value. */
    private static final double LEAST_SHARE = 0.02;

    private final Rules rules;

    FloodName(Rules rules) {
        this.rules = rules;
    }

    String of(long vector, List<Slot> slots) {
        Service service = ServiceNumber.unpack(VictimKey.service(vector));
        return switch (FloodKind.of(vector)) {
            case SYN -> "tcp/" + mostly(slots) + " " + flags(VictimKey.service(vector));
            case TCP_ANSWER -> "tcp/" + several(slots) + " syn-ack reflection";
            case UDP_ANSWER -> {
                boolean cut = slots.stream().anyMatch(s -> FloodKind.of(s.key()) == FloodKind.FRAGMENT);
                String called = rules.amplifiers().name(service.number());
                yield "udp/" + service.number() + " " + called + " reflection" + (cut ? " in fragments" : "");
            }
            case FRAGMENT -> "ip fragments";
            case UDP -> "udp/" + mostly(slots) + " flood";
            case ICMP -> "icmp/" + (service.number() < 0 ? "*" : Integer.toString(service.number())) + " flood";
            case TCP_REST -> "tcp ack";
            case OTHER, ASKED, SOURCE, REFLECTOR -> "ip other";
        };
    }

    private static String flags(int bits) {
        List<String> out = new ArrayList<>();
        for (int i = 0; i < FLAGS.length; i++) {
            if ((bits & 1 << i) != 0) {
                out.add(FLAGS[i]);
            }
        }
        return out.isEmpty() ? "null" : String.join("+", out);
    }

    static long topOther(List<Slot> slots) {
        return byOther(slots).entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(0L);
    }

    private static Map<Long, Long> byOther(List<Slot> slots) {
        Map<Long, Long> out = new TreeMap<>();
        slots.forEach(s -> out.merge(s.other(), s.packets(), Long::sum));
        return out;
    }

    private static String mostly(List<Slot> slots) {
        long top = topOther(slots);
        boolean half = top != FloodRule.MANY
                && byOther(slots).getOrDefault(top, 0L) >= HALF * Episode.total(slots);
        return half ? Long.toString(top) : "*";
    }

    private static String several(List<Slot> slots) {
        long all = Episode.total(slots);
        List<String> out = byOther(slots).entrySet().stream()
                .filter(e -> e.getKey() != FloodRule.MANY && e.getValue() >= LEAST_SHARE * all)
                .sorted(Comparator.comparingLong((Map.Entry<Long, Long> e) -> -e.getValue()))
                .map(e -> e.getKey().toString())
                .toList();
        return out.isEmpty() || out.size() > MOST_NAMED ? "*" : String.join(",", out);
    }
}
