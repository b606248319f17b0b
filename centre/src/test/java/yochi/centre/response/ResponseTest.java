package yochi.centre.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.javalin.Javalin;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import yochi.centre.gate.Gate;
import yochi.centre.gate.Problem;
import yochi.centre.store.ControlStore;
import yochi.core.model.Acknowledgement;
import yochi.core.model.Alert;
import yochi.core.model.Asn;
import yochi.core.model.Country;
import yochi.core.model.EventLog;
import yochi.core.model.Mitigation;
import yochi.core.model.Notice;
import yochi.core.model.Outcome;
import yochi.core.model.Prefix;
import yochi.core.model.Service;
import yochi.core.model.Tlp;
import yochi.core.model.Victim;
import yochi.link.exchange.AcknowledgementJson;
import yochi.link.exchange.NoticeJson;
import yochi.link.exchange.OutcomeJson;
import yochi.link.identity.CertificateAuthority;
import yochi.link.identity.PartyName;
import yochi.link.identity.ReplayMemory;
import yochi.link.identity.Signed;
import yochi.link.identity.SignedReader;
import yochi.link.identity.Signer;
import yochi.link.identity.SigningKey;
import yochi.link.identity.TrustedKey;
import yochi.link.identity.Verdict;

/** R-5, S-5, S-6: who owns the network is told, by two signatures, within rails; answers are verified. */
class ResponseTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final SecureRandom CHANCE = new SecureRandom();
    private static final PartyName CENTRE = PartyName.centre("home");
    private static final PartyName ISP = PartyName.member("isp-a");
    private static final Asn OWN = new Asn(64_496);
    private static final Prefix PREFIX = Prefix.parse("192.0.2.0/24");

    @TempDir
    Path folder;

    private Instant now = NOW;
    private final InstantSource clock = () -> now;
    private final SigningKey centreKey = SigningKey.generate(CHANCE);
    private final SigningKey approverKey = SigningKey.generate(CHANCE);
    private final SigningKey memberKey = SigningKey.generate(CHANCE);
    private final Signer member = new Signer(memberKey, ISP, clock, new Random(3));
    private ControlStore store;

    @BeforeEach
    void open() {
        store = ControlStore.open(folder.resolve("response.db"), Response.MIGRATIONS);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void theOwnerIsToldWithTwoSignaturesAndOnlyOfItsOwnTargets() throws Exception {
        Response response = response(approving());
        assertThat(response.notify(alert(OWN, "http/get", 443))).hasSize(1);
        assertThat(response.next("isp-b", Duration.ZERO)).isEmpty();
        Notice notice = read(response.next("isp-a", Duration.ZERO).orElseThrow(), Set.of("centre", "approver"));
        assertThat(notice.alert().victims()).extracting(Victim::pseudonym).containsExactly("own");
        assertThat(response.next("isp-a", Duration.ZERO)).isEmpty();
        NoticeRecord record = response.notices(9).getFirst();
        assertThat(record.approved()).contains(NOW);
        assertThat(record.delivered()).contains(NOW);
        assertThat(record.acknowledged()).isEmpty();
    }

    @Test
    void aFloodOfRequestsIsLimitedTowardTheRegisteredPrefixAtItsUsualPeak() {
        Mitigation m = mitigations("http/get", 443).getFirst();
        assertThat(m.match().destination()).isEqualTo(PREFIX);
        assertThat(m.match().protocol()).contains(6);
        assertThat(m.match().destinationPorts()).containsExactly(443);
        assertThat(m.action()).isEqualTo(new Mitigation.Action.Limit(2_000_000));
        assertThat(m.lease()).isEqualTo(Duration.ofHours(1));
        assertThat(mitigations("udp/flood", 443))
                .extracting(x -> x.match().protocol())
                .containsExactly(Optional.of(17));
        assertThat(mitigations("icmp/ping", 443).getFirst().match().destinationPorts())
                .isEmpty();
    }

    @Test
    void slowRequestsGetAdviceButNoRateLimitAndWidePrefixesNoRuleAtAll() {
        assertThat(mitigations("nginx_loris/-", 443)).isEmpty();
        Response response = response(approving());
        response.register(new MemberEntry(
                "isp-a",
                memberKey.publicPart(),
                List.of(new MemberEntry.Network(OWN, Prefix.parse("198.18.0.0/15"), 1000))));
        assertThat(response.notify(alert(OWN, "http/get", 443)).getFirst().mitigations())
                .isEmpty();
    }

    @Test
    void networksThatAreNotMeantDoNotKeepCounterMeasuresFromThoseThatAre() {
        List<MemberEntry.Network> networks = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            networks.add(new MemberEntry.Network(new Asn(64_501), Prefix.parse("198.51." + i + ".0/24"), 1000));
        }
        networks.add(new MemberEntry.Network(OWN, PREFIX, 1000));
        Response response = response(approving());
        response.register(new MemberEntry("isp-a", memberKey.publicPart(), networks));
        assertThat(response.notify(alert(OWN, "http/get", 443)).getFirst().mitigations())
                .singleElement()
                .satisfies(m -> assertThat(m.match().destination()).isEqualTo(PREFIX));
    }

    @Test
    void theSameMatterIsToldOnceAndANewTargetAgain() {
        Response response = response(approving());
        response.updateEvery(Duration.ZERO);
        assertThat(response.notify(alert(OWN, "http/get", 443))).hasSize(1);
        assertThat(response.notify(alert(OWN, "http/get", 443))).isEmpty();
        assertThat(response.notify(alert(OWN, "http/post", 443))).hasSize(1);
        assertThat(response.notify(alert(new Asn(64_511), "http/get", 443))).isEmpty();
    }

    @Test
    void aNoticeGoesOutForInformationAndAgainWhenTheApproverHasSigned() throws Exception {
        Response response = response(Approver.later());
        Notice notice = response.notify(alert(OWN, "http/get", 443)).getFirst();
        String first = response.next("isp-a", Duration.ZERO).orElseThrow();
        assertThat(read(first, Set.of("centre"))).isEqualTo(notice);
        assertThat(reader().read(first, NoticeJson.FORM, Set.of("centre", "approver")))
                .isInstanceOf(Verdict.Refused.class);
        String waiting = response.waitingForApproval().getFirst();
        assertThatThrownBy(() -> response.approve(waiting)).hasMessageContaining("MISSING_ROLE");
        response.approve(countersigned(waiting, approverKey));
        assertThat(response.waitingForApproval()).isEmpty();
        assertThat(read(response.next("isp-a", Duration.ZERO).orElseThrow(), Set.of("centre", "approver")))
                .isEqualTo(notice);
        assertThatThrownBy(() -> response.approve(countersigned(waiting, approverKey)))
                .hasMessageContaining("waits for approval");
    }

    @Test
    void anApprovedNoticeThatCannotBeQueuedGoesOnWaitingAndIsToldOnce() throws Exception {
        Response response = response(Approver.later());
        response.notify(alert(OWN, "http/get", 443));
        String waiting = response.waitingForApproval().getFirst();
        String both = countersigned(waiting, approverKey);
        store.transaction(h -> h.execute("CREATE TRIGGER cut BEFORE INSERT ON envelope WHEN NEW.state = 'queued'"
                + " BEGIN SELECT RAISE(ABORT, 'the power fails'); END"));
        assertThatThrownBy(() -> response.approve(both)).hasMessageContaining("the power fails");
        assertThat(response.waitingForApproval()).containsExactly(waiting);
        assertThat(response.notices(1).getFirst().approved()).isEmpty();
        store.transaction(h -> h.execute("DROP TRIGGER cut"));
        response.next("isp-a", Duration.ZERO);
        response.approve(both);
        assertThat(response.waitingForApproval()).isEmpty();
        read(response.next("isp-a", Duration.ZERO).orElseThrow(), Set.of("centre", "approver"));
        assertThat(response.next("isp-a", Duration.ZERO)).isEmpty();
    }

    @Test
    void aSignatureThatIsNotTheApproversArmsNothing() {
        Response response = response(Approver.later());
        response.notify(alert(OWN, "http/get", 443));
        String waiting = response.waitingForApproval().getFirst();
        assertThatThrownBy(() -> response.approve(countersigned(waiting, SigningKey.generate(CHANCE))))
                .isInstanceOf(Refusal.class);
        String widened = waiting.replace("192.0.2.0/24", "192.0.0.0/16");
        assertThatThrownBy(() -> response.approve(widened)).hasMessageContaining("BAD_SIGNATURE");
        assertThat(response.waitingForApproval()).hasSize(1);
    }

    @Test
    void aNoticeThatWaitsForItsAnswerIsListedHoweverManyCameAfterIt() {
        Response response = response(approving());
        Notice notice = response.notify(alert(OWN, "http/get", 443)).getFirst();
        assertThat(response.notices(0)).hasSize(1);
        Acknowledgement said = new Acknowledgement(
                notice.id(),
                Optional.empty(),
                NOW,
                List.of(new Acknowledgement.Answer(
                        notice.mitigations().getFirst().id(), Acknowledgement.Decision.ARMED, "fits")));
        response.acknowledge("isp-a", notice.id(), text(member, said));
        assertThat(response.notices(0)).isEmpty();
        assertThat(response.notices(1)).hasSize(1);
    }

    @Test
    void answersCountOnlyWithTheMembersOwnSignatureOnItsOwnNoticeAndOnce() {
        Response response = response(approving());
        Notice notice = response.notify(alert(OWN, "http/get", 443)).getFirst();
        String mitigation = notice.mitigations().getFirst().id();
        Acknowledgement said = new Acknowledgement(
                notice.id(),
                Optional.empty(),
                NOW,
                List.of(new Acknowledgement.Answer(mitigation, Acknowledgement.Decision.ARMED, "fits")));
        Signer stranger = new Signer(SigningKey.generate(CHANCE), ISP, clock, new Random(4));
        assertThatThrownBy(() -> response.acknowledge("isp-a", notice.id(), text(stranger, said)))
                .hasMessageContaining("UNKNOWN_KEY");
        assertThatThrownBy(() -> response.acknowledge("isp-a", "other", text(member, said)))
                .hasMessageContaining("sent for other");
        String good = text(member, said);
        response.acknowledge("isp-a", notice.id(), good);
        assertThatThrownBy(() -> response.acknowledge("isp-a", notice.id(), good))
                .hasMessageContaining("REPLAYED");
        assertThat(response.notices(1).getFirst().acknowledged()).contains(NOW);
        assertThat(response.notices(1).getFirst().answers()).isEqualTo(said.answers());
        Outcome outcome = new Outcome(
                notice.id(),
                mitigation,
                Outcome.State.ACTIVE,
                NOW,
                Optional.of(new Outcome.Counters(1, 2, 3, 4)),
                true,
                "seen");
        response.outcome(
                "isp-a",
                member.sign(outcome, OutcomeJson.FORM, CENTRE, Duration.ofHours(1))
                        .text());
        assertThat(response.mitigations(9).getFirst().outcomes()).containsExactly(outcome);
        Outcome foreign = new Outcome(notice.id(), "other", Outcome.State.ACTIVE, NOW, Optional.empty(), true, "seen");
        assertThatThrownBy(() -> response.outcome(
                        "isp-a",
                        member.sign(foreign, OutcomeJson.FORM, CENTRE, Duration.ofHours(1))
                                .text()))
                .hasMessageContaining("no mitigation other");
    }

    @Test
    void aNoticeComesAgainEverMoreSlowlyUntilItsAcknowledgementIsStored() throws Exception {
        Response response = response(approving());
        Notice notice = response.notify(alert(OWN, "http/get", 443)).getFirst();
        String text = response.next("isp-a", Duration.ZERO).orElseThrow();
        for (int wait : List.of(5, 10, 20)) {
            now = now.plusSeconds(wait).minusMillis(1);
            assertThat(response.next("isp-a", Duration.ZERO)).isEmpty();
            now = now.plusMillis(1);
            assertThat(response.next("isp-a", Duration.ZERO)).contains(text);
        }
        Response restarted = response(approving());
        now = now.plusSeconds(40);
        assertThat(restarted.next("isp-a", Duration.ZERO)).contains(text);
        assertThat(restarted.notices(1).getFirst().delivered()).contains(NOW);
        restarted.acknowledge("isp-a", notice.id(), text(member, acknowledgement(notice, text)));
        now = now.plus(Duration.ofHours(2));
        assertThat(restarted.next("isp-a", Duration.ZERO)).isEmpty();
    }

    @Test
    void theAnswerToTheNoticeForInformationDoesNotSettleTheOneThatMayBeArmed() throws Exception {
        Response response = response(Approver.later());
        Notice notice = response.notify(alert(OWN, "http/get", 443)).getFirst();
        String information = response.next("isp-a", Duration.ZERO).orElseThrow();
        response.approve(countersigned(response.waitingForApproval().getFirst(), approverKey));
        String armable = response.next("isp-a", Duration.ZERO).orElseThrow();
        response.acknowledge("isp-a", notice.id(), text(member, acknowledgement(notice, information)));
        now = now.plusSeconds(10);
        assertThat(response.next("isp-a", Duration.ZERO)).contains(armable);
        assertThat(response.next("isp-a", Duration.ZERO)).isEmpty();
        response.acknowledge("isp-a", notice.id(), text(member, acknowledgement(notice, armable)));
        now = now.plusSeconds(60);
        assertThat(response.next("isp-a", Duration.ZERO)).isEmpty();
    }

    @Test
    void whatNobodyMayActOnAnyMoreIsNotDeliveredAndIsMarked() throws Exception {
        List<String> marks = new ArrayList<>();
        Response response = response(approving(), (event, id, details) -> marks.add(event));
        response.notify(alert(OWN, "http/get", 443));
        now = now.plus(Duration.ofDays(1));
        assertThat(response.next("isp-a", Duration.ZERO)).isEmpty();
        assertThat(marks).contains("notice.expired").doesNotContain("notice.delivered");
    }

    private Acknowledgement acknowledgement(Notice notice, String delivered) {
        String message = JsonMapper.builder().build().readTree(delivered).path("id").stringValue();
        return new Acknowledgement(notice.id(), Optional.of(message), now, List.of());
    }

    @Test
    void aMemberWaitsByLongPollAndAnswersOverHttp() throws Exception {
        Response response = response(approving());
        X509Certificate certificate = CertificateAuthority.open(
                        folder.resolve("authority"),
                        "root",
                        CertificateAuthority.Lives.usual(),
                        InstantSource.system(),
                        CHANCE)
                .issueOwn(ISP, List.of("127.0.0.1"))
                .chain()
                .getFirst();
        Gate gate = new Gate(any -> Optional.empty());
        Javalin server = Javalin.create(config -> {
                    config.startup.showJavalinBanner = false;
                    config.routes.before(ctx -> ctx.req()
                            .setAttribute(
                                    "jakarta.servlet.request.X509Certificate",
                                    ctx.header("Nobody") == null
                                            ? new X509Certificate[] {certificate}
                                            : new X509Certificate[0]));
                    Problem.install(config.routes);
                    new ResponseRoutes(gate, response).register(config.routes);
                })
                .start("127.0.0.1", 0);
        try (HttpClient client = HttpClient.newHttpClient()) {
            String base = "http://127.0.0.1:" + server.port();
            CompletableFuture<HttpResponse<String>> waiting = client.sendAsync(
                    HttpRequest.newBuilder(URI.create(base + "/notices/next")).build(),
                    HttpResponse.BodyHandlers.ofString());
            Thread.sleep(100);
            long start = System.nanoTime();
            Notice notice = response.notify(alert(OWN, "http/get", 443)).getFirst();
            String text = waiting.get(5, TimeUnit.SECONDS).body();
            System.out.printf("notice issued to delivered: %.0f ms%n", (System.nanoTime() - start) / 1e6);
            assertThat(read(text, Set.of("centre", "approver"))).isEqualTo(notice);
            String said = text(member, new Acknowledgement(notice.id(), Optional.empty(), NOW, List.of()));
            assertThat(post(client, base + "/notices/" + notice.id() + "/acknowledgement", said)
                            .statusCode())
                    .isEqualTo(204);
            HttpResponse<String> again = post(client, base + "/notices/" + notice.id() + "/acknowledgement", said);
            assertThat(again.statusCode()).isEqualTo(422);
            assertThat(again.body()).contains("REPLAYED");
            assertThat(client.send(
                                    HttpRequest.newBuilder(URI.create(base + "/notices/next"))
                                            .header("Nobody", "1")
                                            .build(),
                                    HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(403);
        } finally {
            server.stop();
        }
    }

    private static HttpResponse<String> post(HttpClient client, String to, String body) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(to))
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private List<Mitigation> mitigations(String vector, int port) {
        return new MitigationTemplates(new Random(1), Duration.ofHours(1))
                .of(alert(OWN, vector, port).victims(), List.of(new MemberEntry.Network(OWN, PREFIX, 2_000_000)));
    }

    private Response response(Approver approver) {
        return response(approver, EventLog.none());
    }

    private Response response(Approver approver, EventLog events) {
        Response out = new Response(
                store,
                new Signer(centreKey, CENTRE, clock, CHANCE),
                CENTRE,
                approverKey.publicPart(),
                approver,
                ReplayMemory.inProcess(100),
                clock,
                CHANCE,
                events,
                new Wording(text -> "訳:" + text));
        out.register(new MemberEntry(
                "isp-a", memberKey.publicPart(), List.of(new MemberEntry.Network(OWN, PREFIX, 2_000_000))));
        return out;
    }

    private Approver approving() {
        return notice -> Optional.of(notice.countersigned(approverKey));
    }

    private String countersigned(String text, SigningKey key) {
        return switch (reader().read(text, NoticeJson.FORM, Set.of("centre"))) {
            case Verdict.Accepted<Notice> good ->
                good.message().countersigned(key).text();
            case Verdict.Refused<Notice> bad -> throw new AssertionError(bad.why());
        };
    }

    private SignedReader reader() {
        return new SignedReader(
                ISP,
                List.of(
                        new TrustedKey(centreKey.publicPart(), CENTRE, "centre"),
                        new TrustedKey(approverKey.publicPart(), CENTRE, "approver")),
                SignedReader.Limits.usual(),
                ReplayMemory.inProcess(10),
                clock);
    }

    private Notice read(String text, Set<String> roles) {
        return switch (reader().read(text, NoticeJson.FORM, roles)) {
            case Verdict.Accepted<Notice> good -> good.message().body();
            case Verdict.Refused<Notice> bad -> throw new AssertionError(bad.reason() + " " + bad.why());
        };
    }

    private static String text(Signer signer, Acknowledgement said) {
        Signed<Acknowledgement> signed = signer.sign(said, AcknowledgementJson.FORM, CENTRE, Duration.ofHours(1));
        return signed.text();
    }

    private static Alert alert(Asn asn, String vector, int port) {
        return new Alert(
                "alert-1",
                Alert.Basis.NOWCAST,
                NOW,
                NOW,
                "Attack ordered on 2 targets",
                asn,
                List.of(victim("own", asn, vector, port), victim("other", new Asn(64_500), vector, port)),
                1,
                0,
                List.of("seen"),
                List.of("arm"),
                Tlp.AMBER);
    }

    private static Victim victim(String name, Asn asn, String vector, int port) {
        return new Victim(
                name, new Country("JP"), "tld", asn, List.of(vector), List.of(Service.tcp(port), Service.udp(53)), 3);
    }
}
