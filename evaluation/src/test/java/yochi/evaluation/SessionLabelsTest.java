package yochi.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static yochi.core.model.AttackType.EXPLOIT;
import static yochi.core.model.AttackType.LOGIN_BRUTE_FORCE;
import static yochi.core.model.AttackType.SERVICE_PROBE;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import yochi.core.model.AttackType;
import yochi.node.observation.AmplificationRequests;
import yochi.node.observation.AttackOrder;
import yochi.node.observation.Flow;
import yochi.node.observation.HoneypotSession;
import yochi.node.observation.ObservationSink;
import yochi.node.observation.Packet;
import yochi.node.observation.PageVisit;
import yochi.node.trace.Mapping;
import yochi.node.trace.TraceReader;
import yochi.node.trace.TraceSettings;

@DisplayName("A-7: sessions labelled by hand")
class SessionLabelsTest {
    /** Cohen's own form of table: 20 yes and yes, 5 and 10 apart, 15 no and no; kappa 0.4. */
    @Test
    void kappaIsTheAgreementBeyondChance() {
        List<AttackType> a = new ArrayList<>(Collections.nCopies(25, EXPLOIT));
        a.addAll(Collections.nCopies(25, SERVICE_PROBE));
        List<AttackType> b = new ArrayList<>(Collections.nCopies(20, EXPLOIT));
        b.addAll(Collections.nCopies(5, SERVICE_PROBE));
        b.addAll(Collections.nCopies(10, EXPLOIT));
        b.addAll(Collections.nCopies(15, SERVICE_PROBE));
        assertThat(SessionLabels.kappa(a, b)).isCloseTo(0.4, within(1e-12));
        assertThat(SessionLabels.kappa(a, a)).isEqualTo(1);
    }

    @Test
    void macroF1IsTheMeanOverTheClassesThatOccur() {
        List<AttackType> truth = List.of(EXPLOIT, EXPLOIT, SERVICE_PROBE, SERVICE_PROBE);
        List<AttackType> said = List.of(EXPLOIT, SERVICE_PROBE, SERVICE_PROBE, LOGIN_BRUTE_FORCE);
        assertThat(SessionLabels.macroF1(truth, said)).isCloseTo((2.0 / 3 + 0.5) / 2, within(1e-12));
    }

    @Test
    void theShippedFileHoldsAHundredKeysAndNoAddress() {
        Map<String, SessionLabels.Label> all = SessionLabels.shipped().all();
        assertThat(all).hasSize(100);
        assertThat(all.keySet()).allMatch(k -> k.matches("[0-9a-f]{24}"));
        Map<String, Long> perLog =
                all.values().stream().collect(Collectors.groupingBy(SessionLabels.Label::log, Collectors.counting()));
        assertThat(perLog)
                .isEqualTo(Map.of(
                        "cowrie", 30L, "honeytrap", 25L, "docker-api", 20L, "ciscoasa", 15L, "heralding", 10L));
    }

    /** Of each log the sessions with the smallest keys: nobody picked them. */
    @ParameterizedTest
    @CsvSource({
        "cowrie, tpot-gcp/cowrie-sessions.csv.gz, 30",
        "honeytrap, tpot-gcp/honeytrap.json.gz, 25",
        "docker-api, docker-honeypot/docker-requests.jsonl.gz, 20",
        "heralding, tpot-gcp/heralding.jsonl.gz, 10",
        "ciscoasa, tpot-gcp/ciscoasa.json.gz, 15"
    })
    void theSampleIsWhatItsRuleDraws(String log, String file, int sessions) {
        Path data = Path.of(System.getProperty("yochi.shared", "../../shared"), "data", file);
        if (!Files.exists(data)) {
            System.out.println("NEEDS ../shared: SessionLabelsTest " + log);
            return;
        }
        Path mapping = Path.of(System.getProperty("yochi.root", ".."), "samples/mappings/cowrie-sessions.yaml");
        TraceSettings plain = SessionSuite.settings();
        TreeSet<String> keys = new TreeSet<>();
        new TraceReader(log.equals("cowrie") ? plain.mapped(Mapping.read(mapping)) : plain).read(data, new Keys(keys));
        TreeSet<String> labelled = new TreeSet<>();
        SessionLabels.shipped().all().forEach((key, label) -> {
            if (label.log().equals(log)) {
                labelled.add(key);
            }
        });
        assertThat(keys.stream().limit(sessions)).containsExactlyElementsOf(labelled);
    }

    private record Keys(TreeSet<String> keys) implements ObservationSink {
        @Override
        public void session(HoneypotSession session) {
            keys.add(SessionLabels.key(session));
        }

        @Override
        public void packet(Packet packet) {
            throw new AssertionError("no packet");
        }

        @Override
        public void flow(Flow flow) {
            throw new AssertionError("no flow");
        }

        @Override
        public void order(AttackOrder order) {
            throw new AssertionError("no order");
        }

        @Override
        public void amplification(AmplificationRequests requests) {
            throw new AssertionError("no log of an amplifier");
        }

        @Override
        public void visit(PageVisit visit) {
            throw new AssertionError("no visit");
        }
    }
}
