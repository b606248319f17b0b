package yochi.centre.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import okio.ByteString;
import opamp.proto.AgentToServer;
import opamp.proto.ServerToAgent;
import opamp.proto.ServerToAgentFlags;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import yochi.core.model.Country;
import yochi.core.model.Epoch;
import yochi.core.model.EpochReport;
import yochi.core.model.EventLog;
import yochi.core.model.NodeId;
import yochi.core.model.Suppressed;
import yochi.core.model.Ticker;
import yochi.core.model.YochiException;
import yochi.link.config.SettingsFile;
import yochi.link.identity.EstClient;
import yochi.link.identity.KeyMaterial;
import yochi.link.identity.PartyName;
import yochi.link.table.Lane;
import yochi.link.wire.HttpClients;
import yochi.link.wire.ReloadableKey;
import yochi.link.wire.ReportCodec;
import yochi.link.wire.TlsContexts;

/** K-1, S-5: a real centre over TLS: enrolment, reports, refusals, health. */
class CentreTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @TempDir
    Path folder;

    private final SecureRandom random = new SecureRandom();
    private Centre centre;

    @BeforeEach
    void open() {
        String yaml = "home: JP\ndirectory: centre\nparty: {port: 0}\nopen: {port: 0}\n";
        CentreSettings settings = SettingsFile.parse(yaml, "test", folder, CentreSettings.class);
        InstantSource clock = InstantSource.system();
        centre = Centre.open(settings, new Surroundings(clock, Ticker.system(), random, EventLog.none()));
        centre.start(List.of(), List.of());
    }

    @AfterEach
    void close() {
        centre.close();
    }

    /** A folder where a database should be keeps that room, and so the centre, from opening. */
    @ParameterizedTest
    @ValueSource(strings = {"fleet.db", "control.db", "rooms/ledger.db", "rooms/round.db"})
    void aRoomThatDoesNotOpenLeavesNothingOpenBehind(String database) throws Exception {
        CentreSettings settings = SettingsFile.parse(
                "home: JP\ndirectory: other\nparty: {port: 0}\nopen: {port: 0}\n",
                "test",
                folder,
                CentreSettings.class);
        Surroundings around = new Surroundings(InstantSource.system(), Ticker.system(), random, EventLog.none());
        Path inTheWay = Files.createDirectories(folder.resolve("other").resolve(database));
        long threads = controlThreads();
        assertThatThrownBy(() -> HomeCentre.open(
                        settings, around, HomeCentre.later(settings, random), HomeCentre.live("test")))
                .isInstanceOf(YochiException.class)
                .hasMessageContaining(inTheWay.getFileName().toString());
        assertThat(controlThreads()).isEqualTo(threads);
        Files.delete(inTheWay);
        HomeCentre.open(settings, around, HomeCentre.later(settings, random), HomeCentre.live("test"))
                .close();
        assertThat(controlThreads()).isEqualTo(threads);
    }

    private static long controlThreads() throws InterruptedException {
        long alive = 0;
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("control-") && !thread.join(Duration.ofMillis(300))) {
                alive++;
            }
        }
        return alive;
    }

    private HttpClient enrolled(Invitation invitation) {
        HttpClient first = HttpClients.over(TlsContexts.firstContact(invitation.root()), PATIENCE);
        X509Certificate root = new EstClient(first, invitation.openListener(), random)
                .authority()
                .getFirst();
        HttpClient pinned = HttpClients.over(TlsContexts.client(ReloadableKey.none(), root), PATIENCE);
        KeyMaterial own = new EstClient(pinned, invitation.openListener(), random)
                .enrol(invitation.party(), invitation.token().value(), root);
        return HttpClients.over(TlsContexts.client(ReloadableKey.of(own), root), PATIENCE);
    }

    private static byte[] report(PartyName party, long sequence) {
        return ReportCodec.encode(new EpochReport(
                NodeId.parse(party.name()),
                "sg-1",
                new Country("SG"),
                1,
                sequence,
                new Epoch(sequence * Epoch.DAY, Epoch.DAY),
                0,
                false,
                "strict",
                "",
                "",
                "1",
                List.of(),
                List.of(),
                Suppressed.NOTHING));
    }

    private HttpResponse<String> post(HttpClient client, String path, byte[] body) throws Exception {
        return client.send(
                HttpRequest.newBuilder(centre.partyListener().resolve(path))
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void anEnrolledNodeSendsReportsInAnyOrderAndDuplicatesAreRefused() throws Exception {
        Invitation invitation = centre.inviteNode("sg-1", new Country("SG"), "lab");
        HttpClient node = enrolled(invitation);
        assertThat(post(node, "/reports", report(invitation.party(), 2)).body()).contains("\"status\":\"stored\"");
        HttpResponse<String> first = post(node, "/reports", report(invitation.party(), 1));
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.body())
                .isEqualTo("{\"node\":\"" + invitation.party().name() + "\",\"sequence\":1,\"status\":\"stored\"}");
        assertThat(post(node, "/reports", report(invitation.party(), 1)).body()).contains("\"status\":\"duplicate\"");
        assertThat(centre.collection().accounts().getFirst().missing()).isZero();
        assertThat(centre.store().ledger()).hasSize(2);
    }

    @Test
    void aRevokedNodeIsRefusedWithProblemDetailsAndCounted() throws Exception {
        Invitation invitation = centre.inviteNode("sg-1", new Country("SG"), "lab");
        HttpClient node = enrolled(invitation);
        assertThat(post(node, "/reports", report(invitation.party(), 1)).statusCode())
                .isEqualTo(200);
        centre.revoke(NodeId.parse(invitation.party().name()), "stolen");
        HttpResponse<String> answer = post(node, "/reports", report(invitation.party(), 2));
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains("\"code\":\"certificate.refused\"").contains("revoked");
        assertThat(centre.gate().refused()).isEqualTo(1);
        assertThat(centre.store().ledger()).hasSize(1);
    }

    @Test
    void aMemberMayNotSendReportsAndATokenWorksOnce() throws Exception {
        Invitation invitation = centre.inviteMember("isp-a");
        HttpClient member = enrolled(invitation);
        HttpResponse<String> answer = post(member, "/reports", new byte[0]);
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("party.kind");
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> enrolled(invitation)))
                .hasMessageContaining("401");
    }

    @Test
    void healthAnswersToEverybodyAndTheOperatorNeedsTheTokenOfTheDirectory() throws Exception {
        HttpClient anybody =
                HttpClients.over(TlsContexts.firstContact(centre.authority().fingerprint()), PATIENCE);
        assertThat(get(anybody, "/health", "").body()).contains("\"status\":\"ok\"");
        assertThat(get(anybody, "/api/operator/fleet", "").statusCode()).isEqualTo(401);
        String[] words = Files.readString(folder.resolve("centre/operator.token"))
                .strip()
                .split(" ", -1);
        assertThat(get(anybody, "/api/operator/fleet", words[2]).body()).isEqualTo("{\"nodes\":[],\"parcels\":[]}");
    }

    private HttpResponse<String> get(HttpClient client, String path, String token) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(centre.openListener() + path))
                        .header("Authorization", "Bearer " + token)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void twoSlowQueriesDoNotHoldUpTheHealthAnswer() throws Exception {
        HttpClient anybody =
                HttpClients.over(TlsContexts.firstContact(centre.authority().fingerprint()), PATIENCE);
        assertThat(get(anybody, "/health", "").statusCode()).isEqualTo(200);
        String slow = "SELECT sum(sqrt(range)) FROM range(500000000)";
        List<Thread> queries = List.of(slowly(slow), slowly(slow));
        long quickest = Long.MAX_VALUE;
        for (int i = 0; i < 20 && queries.stream().allMatch(Thread::isAlive); i++) {
            long before = System.nanoTime();
            assertThat(get(anybody, "/health", "").statusCode()).isEqualTo(200);
            quickest = Math.min(quickest, System.nanoTime() - before);
        }
        assertThat(Duration.ofNanos(quickest)).isLessThan(Duration.ofMillis(100));
        for (Thread query : queries) {
            query.join();
        }
    }

    private Thread slowly(String sql) {
        return Thread.ofVirtual()
                .start(() -> centre.store().table().read(Lane.SLOW, sql, List.of(), rows -> rows.next()));
    }

    @Test
    void managementWorksByPlainPostWhereNoUpgradeIsPossible() throws Exception {
        Invitation invitation = centre.inviteNode("sg-1", new Country("SG"), "lab");
        HttpClient node = enrolled(invitation);
        UUID id = UUID.fromString(invitation.party().name());
        byte[] uid = ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
        byte[] message = new AgentToServer.Builder()
                .instance_uid(ByteString.of(uid))
                .sequence_num(5)
                .build()
                .encode();
        HttpResponse<byte[]> answer = node.send(
                HttpRequest.newBuilder(centre.partyListener().resolve("/opamp"))
                        .POST(HttpRequest.BodyPublishers.ofByteArray(message))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(ServerToAgent.ADAPTER.decode(answer.body()).flags)
                .isEqualTo(ServerToAgentFlags.ServerToAgentFlags_ReportFullState.getValue());
        HttpResponse<String> rubbish = post(node, "/opamp", new byte[] {(byte) 0xFF, 1});
        assertThat(rubbish.statusCode()).isEqualTo(400);
        assertThat(rubbish.body()).contains("opamp.broken");
    }

    @Test
    void itClosesWithinFiveSecondsAndStartsAgainInTheSameDirectory() throws Exception {
        Invitation invitation = centre.inviteNode("sg-1", new Country("SG"), "lab");
        HttpClient node = enrolled(invitation);
        Thread waiting = Thread.ofPlatform().start(() -> {
            try {
                node.send(
                        HttpRequest.newBuilder(centre.partyListener().resolve("/extractions/next"))
                                .build(),
                        HttpResponse.BodyHandlers.discarding());
            } catch (java.io.IOException | InterruptedException e) {
                assertThat(e).isNotNull();
            }
        });
        Thread.sleep(300);
        Instant before = Instant.now();
        centre.close();
        assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(5));
        waiting.join();
        open();
        assertThat(centre.fleet().nodes()).hasSize(1);
    }
}
