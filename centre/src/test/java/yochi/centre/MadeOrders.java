package yochi.centre;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import yochi.core.model.Asn;
import yochi.core.model.AttackType;
import yochi.core.model.CellKey;
import yochi.core.model.Country;
import yochi.core.model.Epoch;
import yochi.core.model.EpochReport;
import yochi.core.model.Measure;
import yochi.core.model.Metric;
import yochi.core.model.NodeId;
import yochi.core.model.Prediction;
import yochi.core.model.Region;
import yochi.core.model.Service;
import yochi.core.model.Statistic;
import yochi.core.model.Tool;
import yochi.core.model.Uptime;
import yochi.core.model.Victim;
import yochi.core.model.VictimReport;

/** Attack orders made up for tests: what a node abroad read of lists, and the targets at home that they named. */
public final class MadeOrders {
    public static final Country HOME = new Country("JP");
    public static final Asn NETWORK = new Asn(64_496);
    public static final NodeId NODE = NodeId.of(0, new Random(1));

    private MadeOrders() {}

    /** Lists were read all through the epoch and named these countries, with five orders each. */
    public static EpochReport read(NodeId node, long sequence, Epoch epoch, String... countries) {
        List<Statistic> cells = Stream.of(countries)
                .map(country -> new Statistic(
                        new CellKey(
                                epoch,
                                "orders",
                                AttackType.ATTACK_ORDER,
                                Service.ANY,
                                Tool.NONE,
                                new Country(country),
                                Asn.UNKNOWN),
                        Map.of(Metric.ORDERS, new Measure.Count(5))))
                .toList();
        Uptime uptime = new Uptime("orders", epoch, 1, 0, "");
        return MadeCounts.report(node, "abroad", new Country("DE"), sequence, cells, uptime);
    }

    /** A list of that moment named these targets, or does not name them any more. */
    public static VictimReport list(
            NodeId node, long sequence, Instant listed, boolean withdrawn, List<Victim> targets) {
        return new VictimReport(node, sequence, HOME, listed, withdrawn, "own-country", targets);
    }

    /** Of {@link #NETWORK}, to be flooded with requests. */
    public static Victim target(String pseudonym) {
        return target(pseudonym, NETWORK, "http/get");
    }

    /** Of a network at home. */
    public static Victim target(String pseudonym, Asn network, String vector) {
        return new Victim(pseudonym, HOME, "tld", network, List.of(vector), List.of(Service.tcp(443)), 6);
    }

    /** Whether orders name the region in that span. */
    public static Prediction.Question question(String region, Instant from, Instant to) {
        return new Prediction.Question(
                new Region(region), AttackType.ATTACK_ORDER, Service.ANY, Metric.ORDERS, from, to);
    }
}
