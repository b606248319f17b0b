package yochi.node.classify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import yochi.core.model.AttackType;
import yochi.core.model.Country;
import yochi.core.model.Tool;
import yochi.node.input.RejectReason;
import yochi.node.observation.AmplificationRequests;
import yochi.node.observation.AttackOrder;
import yochi.node.observation.Flow;
import yochi.node.observation.HoneypotSession;
import yochi.node.observation.Packet;
import yochi.node.observation.PageVisit;
import yochi.node.trace.InputAccount;
import yochi.node.trace.Reading;
import yochi.node.trace.SensorFile;
import yochi.node.trace.TraceReader;
import yochi.node.trace.TraceSettings;

/** The shipped samples against the figures of their provenance notes. */
class RealSamplesTest {
    private static final class Figures implements ClassifiedSink {
        final Map<AttackType, Integer> types = new EnumMap<>(AttackType.class);
        final Map<Tool, Integer> tools = new EnumMap<>(Tool.class);
        final Set<Long> sources = new HashSet<>();
        final Set<Long> synSources = new HashSet<>();
        final Set<String> sensors = new HashSet<>();
        final Set<String> targets = new HashSet<>();
        final Set<Country> victims = new HashSet<>();

        @Override
        public void packet(Packet packet, Verdict verdict) {
            types.merge(verdict.type(), 1, Integer::sum);
            sources.add(packet.sourceLow());
            sensors.add(packet.origin().sensor().name());
            if (verdict.rule == Rule.TCP_SYN) {
                synSources.add(packet.sourceLow());
            }
            for (Tool tool : Tool.values()) {
                if (verdict.fits(tool)) {
                    tools.merge(tool, 1, Integer::sum);
                }
            }
        }

        @Override
        public void flow(Flow flow, Verdict verdict) {
            throw new AssertionError("no flow");
        }

        @Override
        public void session(HoneypotSession session, Rule rule) {
            throw new AssertionError("the samples hold no session");
        }

        @Override
        public void amplification(AmplificationRequests requests, Rule rule) {
            throw new AssertionError("no log of an amplifier");
        }

        @Override
        public void visit(PageVisit visit, Rule rule) {
            throw new AssertionError("no visit");
        }

        @Override
        public void order(AttackOrder order, Rule rule) {
            types.merge(rule.type(), 1, Integer::sum);
            targets.add(order.victim().pseudonym());
            victims.add(order.victim().country());
        }
    }

    private final Figures figures = new Figures();

    private Reading read(String sample) {
        Path root = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(root.resolve("samples")) && root.getParent() != null) {
            root = root.getParent();
        }
        Path folder = root.resolve("samples").resolve(sample);
        SensorFile sensors = SensorFile.read(SensorFile.beside(folder).orElseThrow());
        return new TraceReader(TraceSettings.of(sensors.table()))
                .read(List.of(folder.toString()), new ClassifyingSink(new Classifier(), figures));
    }

    @Test
    void marxHoldsWhatItsProvenanceSays() {
        Reading reading = read("marx");
        assertThat(reading.clean()).isTrue();
        assertThat(reading.inputs().stream().mapToLong(InputAccount::packets).sum())
                .isEqualTo(286_565);
        assertThat(figures.sources).hasSize(49_002);
        assertThat(figures.sensors).hasSize(9);
        int bogons = figures.types.getOrDefault(AttackType.BOGON, 0);
        int tcp = figures.types.getOrDefault(AttackType.TCP_UNSPECIFIED, 0);
        int udp = figures.types.getOrDefault(AttackType.UDP_UNSPECIFIED, 0);
        int icmp = figures.types.getOrDefault(AttackType.SCAN_ICMP, 0)
                + figures.types.getOrDefault(AttackType.BACKSCATTER_ICMP, 0);
        assertThat(tcp + udp + icmp + bogons).isEqualTo(286_565);
        assertThat(tcp).isBetween(220_199 - bogons, 220_199);
        assertThat(udp).isBetween(36_470 - bogons, 36_470);
        assertThat(figures.tools).isEmpty();
    }

    @Test
    void onSpokiTheToolRelationsHoldAsTheIndependentScriptCounted() {
        Reading reading = read("telescope");
        assertThat(reading.clean()).isTrue();
        long records =
                reading.inputs().stream().mapToLong(InputAccount::records).sum();
        long own = reading.inputs().stream()
                .mapToLong(i -> i.rejected(RejectReason.OWN_TRAFFIC))
                .sum();
        assertThat(records).isEqualTo(10_368);
        assertThat(own).isEqualTo(10_091);
        assertThat(figures.types).containsEntry(AttackType.SCAN_SYN, 129);
        assertThat(figures.synSources).hasSize(68);
        assertThat(figures.tools)
                .containsEntry(Tool.MASSCAN, 9)
                .containsEntry(Tool.ZMAP, 27)
                .containsEntry(Tool.MIRAI, 1);
    }

    @Test
    void everyAttackOrderIsRead() {
        Reading reading = read("ddosia");
        assertThat(reading.clean()).isTrue();
        assertThat(figures.types).containsExactly(Map.entry(AttackType.ATTACK_ORDER, 35_164));
        assertThat(figures.targets).hasSize(3_248);
        assertThat(reading.inputs().getFirst().noted()).singleElement().satisfies(n -> {
            assertThat(n.what()).isEqualTo("impossiblePort");
            assertThat(n.count()).isEqualTo(13);
        });
        // 52 by the provenance note, which counts the one target of unknown country as one.
        assertThat(figures.victims).hasSize(52).contains(Country.UNKNOWN);
    }
}
