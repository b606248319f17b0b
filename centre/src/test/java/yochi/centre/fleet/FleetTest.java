package yochi.centre.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import yochi.centre.store.ControlStore;
import yochi.core.model.Country;
import yochi.core.model.EventLog;
import yochi.core.model.NodeId;
import yochi.core.model.YochiException;

/** K-1, K-15: what runs at a node is known truthfully, through failures, losses and restarts. */
class FleetTest {
    private static final PolicyFiles A = new PolicyFiles("a", Map.of("policy.yaml", "k: 3\n"));
    private static final PolicyFiles B = new PolicyFiles("b", Map.of("policy.yaml", "k: 5\n"));

    @TempDir
    Path folder;

    private final List<String> marks = new ArrayList<>();
    private final List<ServerMessage> sent = new ArrayList<>();
    private final Consumer<ServerMessage> tell = sent::add;
    private long nanos;
    private Fleet fleet;

    @BeforeEach
    void open() {
        EventLog events = (event, id, details) -> marks.add(event);
        InstantSource clock = InstantSource.fixed(Instant.parse("2026-01-02T03:04:05Z"));
        fleet = new Fleet(folder.resolve("fleet.db"), clock, () -> nanos, new Random(1), events);
    }

    @AfterEach
    void close() {
        fleet.close();
    }

    private NodeId connected(String name) {
        NodeId id = fleet.invite(name, new Country("SG"), "lab");
        fleet.opened(id, tell, () -> {});
        return id;
    }

    private static AgentMessage says(NodeId id, long sequence, PolicyFiles runs, String ours) {
        Map<String, String> files = new java.util.HashMap<>(runs.files());
        files.put(RunningProof.FILE, ours);
        return new AgentMessage(
                id.value(),
                sequence,
                Optional.of(Map.of("name", "n")),
                Optional.of(new AgentMessage.Health(true, "running", "")),
                Optional.empty(),
                Optional.of(files),
                false);
    }

    private static AgentMessage small(NodeId id, long sequence) {
        return new AgentMessage(
                id.value(), sequence, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false);
    }

    private static AgentMessage failed(NodeId id, long sequence, PolicyFiles tried) {
        return new AgentMessage(
                id.value(),
                sequence,
                Optional.empty(),
                Optional.empty(),
                Optional.of(new AgentMessage.ConfigStatus(tried.digest(), AgentMessage.Outcome.FAILED, "no k")),
                Optional.empty(),
                false);
    }

    @Test
    void aPolicyIsEffectiveOnlyWhenAnObservationWasJudgedUnderIt() throws Exception {
        NodeId id = connected("n1");
        fleet.receive(id, says(id, 1, A, "{}"));
        Rollout rollout = fleet.push(B, List.of(id));
        assertThat(sent).singleElement().satisfies(m -> assertThat(m.offer()).isPresent());
        nanos = Duration.ofMillis(20).toNanos();
        fleet.receive(id, says(id, 2, B, "{}"));
        assertThat(rollout.silent()).containsExactly(id);
        assertThat(fleet.node(id).orElseThrow().effective()).isFalse();
        nanos = Duration.ofMillis(35).toNanos();
        fleet.receive(id, says(id, 3, B, "{\"firstObservation\":\"2013-05-01T00:00:00Z\"}"));
        assertThat(rollout.await(Duration.ZERO))
                .containsExactly(new Rollout.Outcome(id, true, Duration.ofMillis(35), ""));
        assertThat(fleet.node(id).orElseThrow().effective()).isTrue();
        assertThat(marks).containsExactly("policy.pushed", "policy.confirmed");
    }

    @Test
    void aNodeThatClaimsTheWantedPolicyButRunsOtherTextsIsNotBelieved() {
        NodeId id = connected("n1");
        Rollout rollout = fleet.push(B, List.of(id));
        String lie = "{\"policyDigest\":\"" + B.digest() + "\",\"firstObservation\":\"2013-05-01T00:00:00Z\"}";
        fleet.receive(id, says(id, 1, A, lie));
        assertThat(rollout.outcomes()).isEmpty();
        assertThat(fleet.node(id).orElseThrow().running()).isEqualTo(A.digest());
    }

    @Test
    void whenAPolicyTookEffectIsAFieldOfItsOwn() {
        NodeId id = connected("n1");
        fleet.push(B, List.of(id));
        fleet.receive(id, says(id, 1, B, "{}"));
        fleet.receive(id, says(id, 2, B, "{\"firstObservation\":\"2013-05-01T00:00:00Z\"}"));
        assertThat(fleet.changes(id))
                .containsExactly(new Fleet.Change(Instant.parse("2013-05-01T00:00:00Z"), B.digest()));
    }

    @Test
    void aHistoryFromBeforeThatFieldIsBroughtUpToDate() {
        fleet.close();
        Path old = folder.resolve("old.db");
        NodeId id = NodeId.of(1, new Random(2));
        try (ControlStore store = ControlStore.open(old, FleetTables.MIGRATIONS.subList(0, 5))) {
            store.transaction(h -> {
                h.execute(
                        "INSERT INTO node (id, name, country, operator, invited) VALUES (?, 'n', 'SG', 'lab', ?)",
                        id.toString(),
                        "2026-01-01T00:00:00Z");
                for (String detail : List.of("first observation 2013-05-01T00:00:00Z", "")) {
                    h.execute(
                            "INSERT INTO history (node, at, event, digest, detail) VALUES (?, ?, 'effective', 'd', ?)",
                            id.toString(),
                            "2026-01-01T00:00:00Z",
                            detail);
                }
                return true;
            });
        }
        fleet = new Fleet(old, InstantSource.fixed(Instant.EPOCH), () -> nanos, new Random(1), (e, i, d) -> {});
        assertThat(fleet.history(id)).hasSize(2);
        assertThat(fleet.changes(id))
                .containsExactly(new Fleet.Change(Instant.parse("2013-05-01T00:00:00Z"), "d"));
    }

    @Test
    void theHistoryTellsThatBWasTriedAndFailedAndARuns() {
        NodeId id = connected("n1");
        fleet.receive(id, says(id, 1, A, "{}"));
        Rollout rollout = fleet.push(B, List.of(id));
        fleet.receive(id, failed(id, 2, B));
        fleet.receive(id, says(id, 3, A, "{}"));
        assertThat(rollout.outcomes()).singleElement().satisfies(o -> {
            assertThat(o.effective()).isFalse();
            assertThat(o.detail()).isEqualTo("no k");
        });
        assertThat(fleet.history(id))
                .extracting(HistoryEntry::event)
                .containsExactly("invited", "enrolled", "connected", "running", "wanted", "failed");
        assertThat(fleet.node(id).orElseThrow().running()).isEqualTo(A.digest());
    }

    @Test
    void whatANodeTriedWhileDisconnectedIsTakenOverOnce() {
        NodeId id = connected("n1");
        String ours = "{\"history\":[{\"number\":1,\"digest\":\"bb\",\"outcome\":\"failed\",\"detail\":\"why\"}]}";
        fleet.receive(id, says(id, 1, A, ours));
        fleet.receive(id, says(id, 2, A, ours));
        assertThat(fleet.history(id)).filteredOn(h -> h.digest().equals("bb")).hasSize(1);
    }

    @Test
    void anyGapOfTheSequenceAsksForTheFullState() {
        NodeId id = connected("n1");
        assertThat(fleet.receive(id, small(id, 2)).reportFullState()).isTrue();
        assertThat(fleet.receive(id, says(id, 3, A, "{}")).reportFullState()).isFalse();
        assertThat(fleet.receive(id, small(id, 4)).reportFullState()).isFalse();
        assertThat(fleet.receive(id, small(id, 6)).reportFullState()).isTrue();
        assertThat(fleet.receive(id, small(id, 6)).reportFullState()).isTrue();
    }

    @Test
    void aPolicyPushedToAnAbsentNodeIsOfferedWhenItComesAndOnlyOnce() {
        NodeId id = fleet.invite("n1", new Country("SG"), "lab");
        fleet.push(B, List.of(id));
        fleet.opened(id, tell, () -> {});
        assertThat(fleet.receive(id, says(id, 1, A, "{}")).offer()).isPresent();
        assertThat(fleet.receive(id, small(id, 2)).offer()).isEmpty();
    }

    @Test
    void aRevokedNodeIsRefusedAndCutOff() {
        NodeId id = fleet.invite("n1", new Country("SG"), "lab");
        List<String> cut = new ArrayList<>();
        fleet.opened(id, tell, () -> cut.add("cut"));
        assertThat(fleet.admits(id)).isTrue();
        assertThat(fleet.revoke(id, "stolen")).isTrue();
        assertThat(fleet.admits(id)).isFalse();
        assertThat(cut).hasSize(1);
        assertThat(fleet.receive(id, small(id, 1)).error()).isPresent();
    }

    @Test
    void oneNodeCannotSpeakForAnother() {
        NodeId one = connected("n1");
        NodeId two = connected("n2");
        assertThat(fleet.receive(one, small(two, 1)).error().orElseThrow()).contains(one.toString());
    }

    @Test
    void theRegistryOutlivesTheProgram() {
        NodeId id = connected("n1");
        fleet.push(B, List.of(id));
        fleet.receive(id, says(id, 1, B, "{\"firstObservation\":\"2013-05-01T00:00:00Z\"}"));
        fleet.close();
        open();
        FleetNode node = fleet.node(id).orElseThrow();
        assertThat(node.running()).isEqualTo(B.digest());
        assertThat(node.effective()).isTrue();
        assertThat(node.connected()).isFalse();
        assertThatThrownBy(() -> fleet.invite("n1", new Country("SG"), "lab")).isInstanceOf(YochiException.class);
    }

    @Test
    void aNewerPushSupersedesTheOneBefore() {
        NodeId id = connected("n1");
        Rollout first = fleet.push(B, List.of(id));
        fleet.push(A, List.of(id));
        assertThat(first.outcomes().getFirst().detail()).contains("superseded by a");
    }
}
