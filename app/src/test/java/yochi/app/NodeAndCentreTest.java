package yochi.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import yochi.analysis.cube.Cell;
import yochi.analysis.cube.Cube;
import yochi.analysis.cube.CubeBuilder;
import yochi.analysis.cube.Grouping;
import yochi.centre.collection.Extractions;
import yochi.centre.fleet.FleetNode;
import yochi.centre.fleet.PolicyFiles;
import yochi.centre.fleet.Rollout;
import yochi.centre.line.Centre;
import yochi.core.model.Epoch;
import yochi.core.model.EpochReport;
import yochi.core.model.EventLog;
import yochi.core.model.ExtractionAnswer;
import yochi.core.model.ExtractionRequest;
import yochi.core.model.Metric;
import yochi.core.model.NodeId;
import yochi.core.model.Region;
import yochi.core.model.Service;
import yochi.link.identity.SigningKey;
import yochi.node.line.Node;
import yochi.node.line.SharedPace;

/** G-1, K-1, K-15, K-16: a real centre and two nodes over mutual TLS, with EST and OpAMP, in one JVM. */
class NodeAndCentreTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration LATENESS = Duration.ofMinutes(10);

    @TempDir
    Path folder;

    private final SharedPace pace = new SharedPace();
    private final List<Node> nodes = new ArrayList<>();
    private Centre centre;

    @BeforeEach
    void start() throws Exception {
        centre = RealCentre.forNodes(folder);
        MadeTraffic.rows(folder.resolve("rows.csv"), 4, "s1", "s2");
        MadeTraffic.sensors(folder.resolve("sensors.yaml"), "s1", "s2");
        Files.writeString(folder.resolve("readers.txt"), "ministry " + ministry.publicPart() + "\n");
        for (String name : List.of("n1", "n2")) {
            nodes.add(node(name, "s" + name.charAt(1)));
        }
        nodes.forEach(Node::start);
    }

    private Node node(String name, String sensor) throws Exception {
        RealNode.invite(centre, folder, name);
        String settings = "inputs: [" + folder.resolve("rows.csv") + "]\nsensors: [" + sensor
                + "]\nreaders: readers.txt\nreplay: {until: 2013-05-05T00:10:00Z}\n";
        return RealNode.open(folder, name, settings, EventLog.none(), Optional.of(pace));
    }

    @AfterEach
    void stop() {
        nodes.forEach(Node::close);
        centre.close();
    }

    private List<NodeId> ids() {
        return nodes.stream().map(Node::node).toList();
    }

    private final SigningKey ministry = SigningKey.generate(new SecureRandom());

    private static Instant endOfDay(int number) {
        return MadeTraffic.FIRST_DAY.plusDays(number).atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    private void passDay(int number) {
        pace.advanceTo(endOfDay(number).plus(LATENESS));
    }

    private void await(int day, List<NodeId> who) throws Exception {
        assertThat(centre.collection().awaitReleased(who, endOfDay(day), PATIENCE))
                .as("reports of day " + day + ": " + nodes.stream().map(Node::standing).toList())
                .isTrue();
    }

    private List<EpochReport> stored() {
        return RealNode.stored(centre);
    }

    @Test
    void fromEnrolmentToRevocationEveryStepHoldsItsTime() throws Exception {
        passDay(1);
        await(1, ids());
        assertThat(stored()).extracting(EpochReport::policy).containsExactly("test-replay", "test-replay");
        assertThat(servicesOf(1)).contains(Service.tcp(445), Service.tcp(22));
        Rollout rollout = filterPushedAndEffective();
        await(2, ids());
        assertThat(servicesOf(2)).contains(Service.tcp(22)).doesNotContain(Service.tcp(445));
        whatIsFilteredIsMissingAndTheOperatorIsKnown();
        assertThat(centre.fleet().nodes()).allSatisfy(n -> {
            assertThat(n.running()).isEqualTo(rollout.policy().digest());
            assertThat(n.effective()).isTrue();
        });
        extractionAnsweredByAll();
        aReaderIsKnownByHisSignatureAndChargedHisOwnBudget();
        badPolicyIsRefusedTruthfully();
        revokedNodeIsRefused();
    }

    /** Services of all hours of the day but the first, which the pace has let through with the day before. */
    private Set<Service> servicesOf(int day) {
        return stored().stream()
                .filter(r -> r.window().end().equals(endOfDay(day)))
                .flatMap(r -> r.cells().stream())
                .filter(c -> c.key().epoch().seconds() == Epoch.HOUR)
                .filter(c -> c.key().epoch().start().isAfter(endOfDay(day - 1)))
                .map(c -> c.key().service())
                .collect(Collectors.toSet());
    }

    /** From the node's filter over the wire and the store to the cube: K-4, missing is not zero. */
    private void whatIsFilteredIsMissingAndTheOperatorIsKnown() {
        CubeBuilder builder = Cube.builder(Grouping.SENSOR);
        stored().forEach(builder::add);
        Cube cube = builder.build(endOfDay(2));
        for (Region region : List.of(new Region("s1"), new Region("s2"))) {
            assertThat(cube.dailySources(region, only(cube, region, 445))).containsExactly(5, Double.NaN);
            assertThat(cube.dailySources(region, only(cube, region, 22))).containsExactly(5, 5);
            assertThat(cube.missing(region, cube.lastDays(1)))
                    .anySatisfy(m -> assertThat(m).contains("tcp/445 filtered: the fleet's filter"));
            assertThat(cube.operator(region)).contains("lab");
        }
    }

    private static Cell only(Cube cube, Region region, int port) {
        return cube.cells(region).stream()
                .filter(c -> c.single() && c.service().equals(Service.tcp(port)))
                .collect(Collectors.collectingAndThen(Collectors.toList(), List::getFirst));
    }

    private static void until(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.sleep(5);
        }
    }

    private Rollout filterPushedAndEffective() throws Exception {
        PolicyFiles filter = new PolicyFiles(
                "no-smb",
                Map.of(
                        "policy.yaml",
                        MadeTraffic.POLICY,
                        "filter.yaml",
                        "version: yochi.filter/1\nignore: [{services: [tcp/445]}]\n"));
        Rollout rollout = centre.fleet().push(filter, ids());
        until(() -> centre.fleet().nodes().stream().allMatch(n -> n.running().equals(filter.digest())));
        assertThat(rollout.outcomes()).isEmpty();
        passDay(2);
        List<Rollout.Outcome> outcomes = rollout.await(PATIENCE);
        System.out.println("policy effective: " + outcomes);
        assertThat(outcomes).hasSize(2).allSatisfy(o -> {
            assertThat(o.effective()).isTrue();
            assertThat(o.took()).isLessThan(Duration.ofSeconds(5));
        });
        return rollout;
    }

    private void extractionAnsweredByAll() throws Exception {
        ExtractionRequest request = new ExtractionRequest(
                "q1",
                endOfDay(0),
                endOfDay(1),
                Optional.empty(),
                Optional.of(Service.tcp(445)),
                Set.of(ExtractionRequest.Dimension.TOOL));
        Extractions.Gathered all = centre.extractions().extract(request, ids(), Extractions.DEADLINE);
        System.out.println("extraction: " + all.took());
        assertThat(all.silent()).isEmpty();
        assertThat(all.took()).isLessThan(Duration.ofSeconds(10));
        assertThat(all.answers().values()).allSatisfy(a -> {
            assertThat(a.outcome()).isEqualTo(ExtractionAnswer.Outcome.ANSWERED);
            assertThat(a.cells()).singleElement().satisfies(c -> {
                assertThat(c.count(Metric.PACKETS)).isEqualTo(24 * 5);
                assertThat(c.count(Metric.SOURCES)).isEqualTo(5);
            });
        });
    }

    /** K-10 over the wire: the centre can neither ask in a reader's name nor spend his budget. */
    private void aReaderIsKnownByHisSignatureAndChargedHisOwnBudget() throws Exception {
        ExtractionRequest question = new ExtractionRequest(
                "q2", endOfDay(0), endOfDay(1), Optional.empty(), Optional.empty(), Set.of());
        Instant now = Instant.now();
        byte[] signature = ministry.sign(question.signed("ministry", now).getBytes(StandardCharsets.UTF_8));
        ExtractionRequest signed = question.by(
                new ExtractionRequest.Reader("ministry", now, HexFormat.of().formatHex(signature)));
        Extractions.Gathered all = centre.extractions().extract(signed, ids(), Extractions.DEADLINE);
        assertThat(all.answers().values()).hasSize(2).allSatisfy(a -> {
            assertThat(a.outcome()).isEqualTo(ExtractionAnswer.Outcome.ANSWERED);
            assertThat(a.left()).hasValue(59);
            assertThat(a.cells()).isNotEmpty().allMatch(c -> c.key().service().equals(Service.ANY));
        });
        ExtractionRequest other = new ExtractionRequest(
                "q3", endOfDay(0), endOfDay(1), Optional.empty(), Optional.empty(), Set.of());
        Extractions.Gathered forged = centre.extractions()
                .extract(other.by(signed.reader().orElseThrow()), ids(), Extractions.DEADLINE);
        assertThat(forged.answers().values())
                .hasSize(2)
                .allMatch(a -> a.outcome() == ExtractionAnswer.Outcome.REFUSED
                        && a.reason().contains("not signed by a reader"));
    }

    private void badPolicyIsRefusedTruthfully() throws Exception {
        NodeId node = ids().getFirst();
        String good = centre.fleet().node(node).orElseThrow().running();
        Rollout bad = centre.fleet().push(new PolicyFiles("bad", Map.of("policy.yaml", "kk: 3\n")), List.of(node));
        assertThat(bad.await(PATIENCE)).singleElement().satisfies(o -> assertThat(o.effective())
                .isFalse());
        FleetNode after = centre.fleet().node(node).orElseThrow();
        assertThat(after.running()).isEqualTo(good);
        assertThat(centre.fleet().history(node))
                .anySatisfy(h -> assertThat(h.event() + " " + h.digest())
                        .isEqualTo("failed " + bad.policy().digest()));
    }

    private void revokedNodeIsRefused() throws Exception {
        NodeId revoked = ids().get(1);
        centre.revoke(revoked, "stolen");
        long before = centre.gate().refused();
        passDay(3);
        await(3, ids().subList(0, 1));
        until(() -> centre.gate().refused() > before);
        assertThat(stored().stream().filter(r -> r.node().equals(revoked)).count()).isEqualTo(2);
        assertThat(nodes.get(1).standing().waiting()).isEqualTo(1);
    }
}
