package yochi.node.fingerprint;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import yochi.core.model.Tool;
import yochi.node.classify.Rule;
import yochi.node.classify.SourceRule;
import yochi.node.classify.Verdict;
import yochi.node.observation.Field;
import yochi.node.observation.Packet;

/**
 * Collects headers of IPv4 SYNs and tells what their programs left in them: known tools by the source rule, and
 * groups of sources that share an unknown relation and the ports they ask for. Not for use by two threads at a time.
 */
public final class FingerprintDesk {
    /** Sources: with 32 headers each 13 MB. */
    public static final int DEFAULT_MOST = 1 << 14;

    private static final int NEEDED = Field.bits(Field.DESTINATION, Field.PORTS, Field.TCP_NUMBERS, Field.IP_ID);
    private static final Tool[] BY_PACKET = {Tool.MIRAI, Tool.MASSCAN, Tool.ZMAP};

    private final Samples samples;

    public FingerprintDesk() {
        this(DEFAULT_MOST);
    }

    /** A desk for so many sources. */
    public FingerprintDesk(int most) {
        samples = new Samples(most);
    }

    public void packet(Packet p, Verdict v) {
        if (v.rule == Rule.TCP_SYN && p.ipVersion == 4 && !p.moreFragments() && p.knows(NEEDED)) {
            samples.add(p.sourceLow(), p, v.relations);
        }
    }

    /** SYNs that found no room. */
    public long skipped() {
        return samples.skipped();
    }

    /** Sources of one relation, being gathered. */
    private static final class Group {
        private long packets;
        private long sources;
        private final Map<Integer, Long> ports = new TreeMap<>();
        private final TraitCounts traits = new TraitCounts();
        private Fingerprint.Evidence weakest = new Fingerprint.Evidence(0, 0, 0, 0, 0);

        void add(Samples samples, int source, Fingerprint.Evidence evidence) {
            packets += samples.packets(source);
            sources++;
            traits.add(samples, source);
            ports(samples, source).forEach(port -> ports.merge(port, 1L, Long::sum));
            if (sources == 1 || evidence.pValue() > weakest.pValue()) {
                weakest = evidence;
            }
        }

        Fingerprint fingerprint(String relation, String tool) {
            List<String> most = ports.entrySet().stream()
                    .sorted(Comparator.comparingLong((Map.Entry<Integer, Long> e) -> -e.getValue()))
                    .limit(Fingerprint.MOST_SERVICES)
                    .map(e -> "tcp/" + e.getKey())
                    .toList();
            return new Fingerprint(relation, tool, packets, sources, most, weakest, traits.traits());
        }
    }

    private static Set<Integer> ports(Samples samples, int source) {
        Set<Integer> out = new TreeSet<>();
        for (int i = 0; i < samples.kept(source); i++) {
            out.add(samples.field(source, i, 2));
        }
        return out;
    }

    /** All that was found, most sources first. */
    public List<Fingerprint> found() {
        Set<Integer> known = new HashSet<>();
        Map<List<String>, Group> groups = new TreeMap<>(Comparator.comparing(String::valueOf));
        for (int source = 0; source < samples.size(); source++) {
            if (known(source, groups)) {
                known.add(source);
            }
        }
        unknown(known, groups);
        List<Fingerprint> out = new ArrayList<>();
        groups.forEach((name, group) -> out.add(group.fingerprint(name.get(0), name.get(1))));
        out.sort(Comparator.comparingLong((Fingerprint f) -> -f.sources())
                .thenComparingLong(f -> -f.packets())
                .thenComparing(Fingerprint::relation));
        return out;
    }

    private boolean known(int source, Map<List<String>, Group> groups) {
        for (int t = 0; t < BY_PACKET.length; t++) {
            Tool tool = BY_PACKET[t];
            long matches = samples.fits(source, t);
            long n = samples.packets(source);
            if (SourceRule.declares(tool, matches, n)) {
                double chance = SourceRule.chance(tool);
                double p = Math.exp(SourceRule.logTail(matches, n, Math.log(chance)));
                Fingerprint.Evidence evidence = new Fingerprint.Evidence(matches, n, chance, p, p);
                add(groups, relation(tool), tool.toString(), source, evidence);
                return true;
            }
        }
        var named = new NamedTools(samples).of(source);
        named.ifPresent(n -> {
            double p = Math.exp(n.logTail());
            add(groups, n.relation(), n.tool(), source,
                    new Fingerprint.Evidence(n.matches(), n.tested(), Math.exp(n.logChance()), p, p));
        });
        return named.isPresent();
    }

    private static String relation(Tool tool) {
        return switch (tool) {
            case MIRAI -> "sequence==destination";
            case MASSCAN -> "id==destination^port^sequence";
            case ZMAP -> "id==54321";
            case NONE -> "";
        };
    }

    private void add(Map<List<String>, Group> groups, String relation, String tool, int source,
            Fingerprint.Evidence evidence) {
        groups.computeIfAbsent(List.of(relation, tool, ""), g -> new Group()).add(samples, source, evidence);
    }

    /** Sources that share all their relations and ports are one candidate. */
    private void unknown(Set<Integer> known, Map<List<String>, Group> groups) {
        Map<Integer, List<Miner.Found>> bySource = new TreeMap<>();
        Map<String, Set<Integer>> constants = new HashMap<>();
        for (Miner.Found found : new Miner(samples).mine()) {
            if (!known.contains(found.hit().source())) {
                bySource.computeIfAbsent(found.hit().source(), s -> new ArrayList<>()).add(found);
                constants.computeIfAbsent(found.hit().left(), l -> new HashSet<>()).add(found.hit().constant());
            }
        }
        bySource.forEach((source, found) -> {
            Set<String> texts = new TreeSet<>();
            found.forEach(f -> texts.add(text(f.hit(), constants.getOrDefault(f.hit().left(), Set.of()).size() > 1)));
            Miner.Found weakest =
                    found.stream().max(Comparator.comparingDouble(f -> f.hit().p())).orElseThrow();
            Miner.Hit hit = weakest.hit();
            groups.computeIfAbsent(
                            List.of(String.join(" and ", texts), "", ports(samples, source).toString()),
                            g -> new Group())
                    .add(
                            samples,
                            source,
                            new Fingerprint.Evidence(hit.matches(), hit.tested(), hit.chance(), hit.p(), weakest.q()));
        });
    }

    /** A pair's constant is a key that each source draws anew, unless all have the same. */
    private static String text(Miner.Hit hit, boolean manyConstants) {
        if (hit.operator() == '^' && hit.constant() == 0) {
            return Samples.NAMES[hit.f()] + "==" + Samples.NAMES[hit.g()];
        }
        boolean drawn = hit.operator() != '=' && manyConstants;
        return hit.left() + "==" + (drawn ? "const" : Integer.toString(hit.constant()));
    }
}
