package yochi.evaluation;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import yochi.analysis.number.Coverage;
import yochi.analysis.pooling.PooledAttack;
import yochi.core.model.Epoch;
import yochi.core.model.Party;
import yochi.core.model.Prefix;
import yochi.core.model.Service;
import yochi.node.border.PrivacyPolicy;
import yochi.node.border.SketchKeys;
import yochi.node.classify.Classifier;
import yochi.node.classify.ClassifyingSink;
import yochi.node.classify.PacketsOnly;
import yochi.node.classify.Rule;
import yochi.node.classify.ServiceNumber;
import yochi.node.classify.Verdict;
import yochi.node.event.Event;
import yochi.node.observation.Field;
import yochi.node.observation.Origin;
import yochi.node.observation.Packet;
import yochi.node.observation.Sensor;
import yochi.node.observation.SensorTable;
import yochi.node.trace.TraceReader;
import yochi.node.trace.TraceSettings;

/**
 * What small darknets gain by adding their victims' counts before the thresholds (algorithms §1.2): of the floods that
 * one large darknet tells, how many the pooled parts tell, the parts each for itself, and the best of them. On
 * simulated floods with uniformly forged sources, or on a capture.
 */
public final class PoolingSuite {
    private static final double Z95 = 1.959963984540054;
    private static final long SEED = 20_260_122;
    private static final Prefix DARK = Prefix.parse("198.18.0.0/16");
    private static final int FLOODS = 1200;
    private static final int HOURS = 6;
    /** Packets a second that reach the telescope: a flood of 1,300 to 330,000 answers a second. */
    private static final double SLOWEST = 0.02;

    private static final double FASTEST = 5;
    private static final double SHORTEST = 60;
    private static final double LONGEST = 3600;
    private static final long START = 1_700_006_400L;
    private static final int DARK_BITS = 16;
    private static final int SYN_ACK = 18;
    private static final int[] AT_LEAST = {1, 10, 30, 100};
    private static final SketchKeys KEYS = SketchKeys.of(new byte[SketchKeys.SECRET_BYTES]);

    private final int parts;

    /** @param parts of the telescope, a power of two */
    public PoolingSuite(int parts) {
        if (Integer.bitCount(parts) != 1) {
            throw new IllegalArgumentException("parts: a power of two, not " + parts);
        }
        this.parts = parts;
    }

    /** The policy of all parts, which lets victims' counts out where so many victims are there. */
    private static PrivacyPolicy policy(int atLeast) {
        return PrivacyPolicy.ofYaml("{name: pooled, epoch: 1m, release: 1h, lateness: 0s, k: " + Math.min(10, atLeast)
                + ", networks: 1, sensors: 1, sketches: {every: 1h, atLeast: " + atLeast + "}, details: [victims]}");
    }

    /** Simulated floods. */
    public Evaluation evaluate() {
        SplitTelescope telescope = new SplitTelescope(DARK, parts, policy(1));
        simulate(telescope, new SplittableRandom(SEED));
        return measured(telescope, "simulated floods, forged sources uniform");
    }

    /** A capture of a darknet. */
    public Evaluation evaluate(Path capture, Prefix dark) {
        SplitTelescope telescope = new SplitTelescope(dark, parts, policy(1));
        new TraceReader(TraceSettings.of(SensorTable.of(telescope.sensors())).withoutDigest())
                .read(capture, new ClassifyingSink(new Classifier(), (PacketsOnly) telescope::packet));
        return measured(telescope, String.valueOf(capture.getFileName()));
    }

    private static void simulate(SplitTelescope telescope, SplittableRandom random) {
        record Answer(long nanos, int flood, int target) {}
        List<Answer> all = new ArrayList<>();
        for (int flood = 0; flood < FLOODS; flood++) {
            double rate = SLOWEST * Math.pow(FASTEST / SLOWEST, random.nextDouble());
            double seconds = SHORTEST * Math.pow(LONGEST / SHORTEST, random.nextDouble());
            double at = random.nextDouble() * (HOURS * (double) Epoch.HOUR - seconds);
            double end = at + seconds;
            for (at -= Math.log(1 - random.nextDouble()) / rate; at < end;
                    at -= Math.log(1 - random.nextDouble()) / rate) {
                all.add(new Answer((long) ((START + at) * 1e9), flood, random.nextInt(1 << DARK_BITS)));
            }
        }
        all.sort((a, b) -> Long.compare(a.nanos(), b.nanos()));
        List<Packet> packets = new ArrayList<>();
        for (Sensor sensor : telescope.sensors()) {
            packets.add(new Packet(new Origin(sensor, "simulated")));
        }
        Verdict verdict = new Verdict();
        for (Answer a : all) {
            Packet p = packets.get((a.target() * packets.size()) >> DARK_BITS);
            p.known = Field.bits(Field.LENGTH, Field.PORTS, Field.DESTINATION, Field.TCP_FLAGS);
            p.timeNanos = a.nanos();
            p.wireLength = 60;
            p.ipVersion = 4;
            p.protocol = 6;
            p.tcpFlags(SYN_ACK);
            p.sourcePort(443);
            p.sourceLow(victim(a.flood()));
            p.destinationLow(0xC612_0000L + a.target());
            verdict.rule = Rule.TCP_SYN_ACK;
            verdict.attributed = true;
            verdict.countedVersion = 4;
            verdict.countedLow = victim(a.flood());
            verdict.service = ServiceNumber.pack(Service.Protocol.TCP, 443);
            telescope.packet(p, verdict);
        }
    }

    /** Each in a /16 of its own, since neighbours would be one block under attack. */
    private static long victim(int flood) {
        return 0xF000_0000L + (long) flood * 65_537;
    }

    private Evaluation measured(SplitTelescope telescope, String data) {
        List<Event> whole = telescope.whole();
        List<List<Event>> alone = telescope.alone();
        List<Evaluation.Measured> out = new ArrayList<>();
        List<Set<Event>> found = alone.stream().map(part -> found(whole, part)).toList();
        Set<Event> any = new HashSet<>();
        found.forEach(any::addAll);
        int best = found.stream().mapToInt(Set::size).max().orElse(0);
        for (int atLeast : AT_LEAST) {
            Map<String, List<PooledAttack>> pooled = byVictim(telescope.pooled(policy(atLeast), KEYS), whole);
            Coverage share = Coverage.NONE;
            for (Event e : whole) {
                share = share.plus(pooled.getOrDefault(e.key().text(), List.of()).stream().anyMatch(a -> meets(e, a)));
            }
            out.add(measure(
                    "floods of the whole found by its parts pooled",
                    "atLeast " + atLeast,
                    share,
                    List.of(
                            rival("the best part alone", best, whole.size()),
                            rival("any part alone", any.size(), whole.size()))));
            long strangers = pooled.getOrDefault("", List.of()).size();
            if (strangers + share.held() > 0) { // a share of nothing is no figure
                out.add(measure(
                        "pooled floods that the whole does not tell",
                        "atLeast " + atLeast,
                        counted(strangers, strangers + share.held()),
                        List.of()));
            }
        }
        String about = data + ", " + parts + " parts, " + whole.size() + " floods";
        return new Evaluation(Evaluation.VERSION, "pooling", about, "", "", "pooled", SEED, out);
    }

    private static Coverage counted(long hits, long of) {
        Coverage out = Coverage.NONE;
        for (long i = 0; i < of; i++) {
            out = out.plus(i < hits);
        }
        return out;
    }

    private static Evaluation.Rival rival(String name, int found, int of) {
        return new Evaluation.Rival(name, of == 0 ? 0 : (double) found / of);
    }

    private static Evaluation.Measured measure(
            String name, String group, Coverage share, List<Evaluation.Rival> rivals) {
        double rival = rivals.stream().mapToDouble(Evaluation.Rival::value).max().orElse(0);
        return new Evaluation.Measured(
                name,
                group,
                "share of floods",
                (rivals.isEmpty() ? Evaluation.Better.LOWER : Evaluation.Better.HIGHER).word(),
                Optional.empty(),
                share.share(),
                Math.min(share.share(), share.low(Z95)),
                Math.max(share.share(), share.high(Z95)),
                share.of(),
                share.of(),
                rivals,
                rivals.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Evaluation.Difference(
                                share.share() - rival, share.low(Z95) - rival, share.high(Z95) - rival)),
                rivals.isEmpty()
                        ? ""
                        : rivals.stream()
                                .map(r -> r.name() + String.format(java.util.Locale.ROOT, " %.3f", r.value()))
                                .reduce((a, b) -> a + ", " + b)
                                .orElse(""));
    }

    private static Set<Event> found(List<Event> whole, List<Event> part) {
        Map<String, List<Event>> byKey = new HashMap<>();
        part.forEach(e -> byKey.computeIfAbsent(e.key().text(), k -> new ArrayList<>()).add(e));
        Set<Event> out = new HashSet<>();
        for (Event e : whole) {
            if (byKey.getOrDefault(e.key().text(), List.of()).stream()
                    .anyMatch(p -> !p.start().isAfter(e.end()) && !p.end().isBefore(e.start()))) {
                out.add(e);
            }
        }
        return out;
    }

    private static boolean meets(Event e, PooledAttack a) {
        return !a.from().isAfter(e.end()) && !a.until().isBefore(e.start());
    }

    /** Pooled attacks by the victim that the whole telescope names; under no name those that it does not tell. */
    private static Map<String, List<PooledAttack>> byVictim(List<PooledAttack> pooled, List<Event> whole) {
        Map<Long, String> names = new HashMap<>();
        PrivacyPolicy.Sketches rule = policy(1).sketches().orElseThrow();
        for (Event e : whole) {
            Instant day = e.start();
            while (day.isBefore(e.end().plusSeconds(Epoch.DAY))) {
                Epoch window = Epoch.containing(day.getEpochSecond(), Epoch.HOUR);
                byte[] address = InetAddress.ofLiteral(e.key().text()).getAddress();
                names.put(KEYS.token(window, rule.keyLife(), Party.VICTIM, address), e.key().text());
                day = day.plusSeconds(Epoch.DAY);
            }
        }
        Map<String, List<PooledAttack>> out = new HashMap<>();
        pooled.forEach(a ->
                out.computeIfAbsent(names.getOrDefault(a.token(), ""), n -> new ArrayList<>()).add(a));
        return out;
    }
}
