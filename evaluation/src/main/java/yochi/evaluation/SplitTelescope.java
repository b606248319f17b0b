package yochi.evaluation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import yochi.analysis.pooling.PooledAttack;
import yochi.analysis.pooling.VictimPool;
import yochi.core.model.Country;
import yochi.core.model.NodeId;
import yochi.core.model.Prefix;
import yochi.link.wire.ReportCodec;
import yochi.node.border.Border;
import yochi.node.border.NodeCard;
import yochi.node.border.PrivacyPolicy;
import yochi.node.border.SketchKeys;
import yochi.node.classify.Rules;
import yochi.node.classify.Verdict;
import yochi.node.event.Event;
import yochi.node.event.EventDesk;
import yochi.node.event.EventKind;
import yochi.node.observation.Packet;
import yochi.node.observation.Sensor;
import yochi.node.summary.ClosedWindow;
import yochi.node.summary.Places;
import yochi.node.summary.Summariser;
import yochi.node.summary.SummarySettings;

/**
 * A darknet cut into equal ones, each with a node of its own: what all of it sees, what each part sees alone, and what
 * a centre finds that adds what the parts' borders let out. Takes packets that are a victim's answers.
 */
final class SplitTelescope {
    private static final Country SG = new Country("SG");

    private final List<Sensor> sensors;
    private final Map<Sensor, Integer> numbers = new HashMap<>();
    private final EventDesk whole = desk();
    private final List<EventDesk> alone = new ArrayList<>();
    private final List<Summariser> nodes = new ArrayList<>();

    /**
     * A telescope.
     *
     * @param policy whose epoch and release the nodes go by; other rules are chosen in {@link #pooled}
     */
    SplitTelescope(Prefix dark, int parts, PrivacyPolicy policy) {
        this.sensors = parts(dark, parts);
        for (Sensor sensor : sensors) {
            numbers.put(sensor, numbers.size());
            alone.add(desk());
            nodes.add(new Summariser(
                    SummarySettings.of(policy.epoch(), policy.release(), Duration.ZERO, false)
                            .with(policy.details()),
                    List.of(sensor),
                    Places.none()));
        }
    }

    private static EventDesk desk() {
        return new EventDesk(Rules.shipped(), Places.none());
    }

    private static List<Sensor> parts(Prefix dark, int parts) {
        int bits = Integer.numberOfTrailingZeros(parts);
        String[] octets = dark.toString().split("/", 2)[0].split("\\.", 4);
        long first = 0;
        for (String octet : octets) {
            first = first << 8 | Long.parseLong(octet);
        }
        List<Sensor> out = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            int length = dark.length() + bits;
            long from = first + ((long) i << (Integer.SIZE - length));
            String text = (from >>> 24) + "." + (from >>> 16 & 255) + "." + (from >>> 8 & 255) + "." + (from & 255);
            out.add(Sensor.of("part" + i, SG).watching(List.of(Prefix.parse(text + "/" + length))));
        }
        return out;
    }

    /** The parts, in order. */
    List<Sensor> sensors() {
        return sensors;
    }

    void packet(Packet p, Verdict v) {
        Integer part = numbers.get(p.origin().sensor());
        if (part != null && v.attributed && isAnswer(v)) {
            whole.packet(p, v);
            alone.get(part).packet(p, v);
            nodes.get(part).packet(p, v);
        }
    }

    private static boolean isAnswer(Verdict v) {
        return switch (v.type()) {
            case BACKSCATTER_TCP, BACKSCATTER_UDP, BACKSCATTER_ICMP -> true;
            default -> false;
        };
    }

    private static List<Event> floods(EventDesk desk) {
        return desk.events().stream()
                .filter(e -> e.kind() == EventKind.DOS_BACKSCATTER)
                .filter(e -> !e.marks().contains(Event.CARPET))
                .toList();
    }

    /** What the whole telescope tells. */
    List<Event> whole() {
        return floods(whole);
    }

    /** What each part tells alone. */
    List<List<Event>> alone() {
        return alone.stream().map(SplitTelescope::floods).toList();
    }

    private List<List<ClosedWindow>> closed = List.of();

    /** What the centre finds in the sum, under that policy; reports travel as bytes. */
    List<PooledAttack> pooled(PrivacyPolicy policy, SketchKeys keys) {
        if (closed.isEmpty()) {
            closed = nodes.stream().map(Summariser::close).toList();
        }
        VictimPool pool = new VictimPool();
        for (int i = 0; i < closed.size(); i++) {
            NodeCard card = new NodeCard(
                    new NodeId(new UUID(0x0194_0000_0000_7000L, 0x8000L << 48 | i)), "part" + i, SG, 1, "1");
            Border border = new Border(card, policy, keys);
            long sequence = 1;
            for (ClosedWindow window : closed.get(i)) {
                byte[] bytes = ReportCodec.encode(border.release(window, sequence++).report());
                pool.add(ReportCodec.decode(bytes));
            }
        }
        return pool.attacks();
    }
}
