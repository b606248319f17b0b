package yochi.member.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import yochi.core.model.Alert;
import yochi.core.model.Asn;
import yochi.core.model.Mitigation;
import yochi.core.model.Notice;
import yochi.core.model.Prefix;
import yochi.core.model.Ticker;
import yochi.core.model.Tlp;
import yochi.link.config.Secret;
import yochi.link.exchange.Countersigned;
import yochi.link.exchange.ReceiptFolder;
import yochi.member.mitigation.Lease;
import yochi.member.mitigation.LogBackEnd;
import yochi.world.Flood;
import yochi.world.FloodPlan;
import yochi.world.FlowExport;
import yochi.world.Label;
import yochi.world.SimulatedRouter;

/** a notice arrives, is answered, its counter-measure armed; the flood comes and is cut off. */
class MemberTest {
    private static final Prefix OWN = Prefix.parse("192.0.2.0/24");

    @TempDir
    private Path dir;

    private TestCentre centre;
    private Member member;
    private final List<String> events = new CopyOnWriteArrayList<>();

    @BeforeEach
    void start() throws Exception {
        centre = new TestCentre(dir);
        member = member();
    }

    private Member member() {
        MemberSettings settings = new MemberSettings(
                "isp-a",
                dir.resolve("member"),
                new MemberSettings.CentreContact(
                        "home",
                        centre.uri(),
                        centre.uri(),
                        centre.authority.fingerprint(),
                        Secret.parse(centre.token),
                        List.of(
                                new MemberSettings.PinnedKey(
                                        "centre", centre.key.publicPart().toString()),
                                new MemberSettings.PinnedKey(
                                        "approver", centre.approver.publicPart().toString()))),
                List.of(OWN),
                List.of(),
                new MemberSettings.Listen("127.0.0.1", 0),
                Duration.ofMinutes(30),
                8,
                0.2,
                true,
                24,
                true,
                MemberSettings.Disarm.REVOKED,
                LogBackEnd.Bound.usual(),
                true);
        return new Member(
                        settings,
                        InstantSource.system(),
                        Ticker.system(),
                        new SecureRandom(),
                        (event, id, details) -> events.add(event))
                .start();
    }

    @AfterEach
    void stop() {
        member.close();
        centre.close();
    }

    private static Notice notice(String id, Prefix destination) {
        Alert alert = new Alert(
                "alert-1",
                Alert.Basis.NOWCAST,
                Instant.now().minusSeconds(5),
                Instant.now(),
                "Attack ordered",
                new Asn(64_496),
                List.of(),
                1,
                0,
                List.of(),
                List.of(),
                Tlp.AMBER);
        Mitigation.Match match =
                new Mitigation.Match(destination, List.of(), Optional.of(6), List.of(443), List.of(), Optional.empty());
        Mitigation rule =
                new Mitigation("rule-" + id, match, new Mitigation.Action.Discard(), Duration.ofMinutes(10), "ordered");
        return new Notice(id, alert, "isp-a", List.of(rule));
    }

    private static void await(BooleanSupplier done) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!done.getAsBoolean() && System.nanoTime() < end) {
            Thread.sleep(20);
        }
        assertThat(done.getAsBoolean()).isTrue();
    }

    @Test
    void aNoticeWithBothSignaturesIsArmedAcknowledgedAndToldAndItsRepetitionAnsweredNotActedOn() throws Exception {
        String text = centre.signed(notice("n1", OWN), true);
        centre.notices.add(text);
        String answer = centre.answers.poll(20, TimeUnit.SECONDS);
        assertThat(answer).isNotNull().contains("\"armed\"").contains("n1");
        assertThat(centre.outcomes.poll(20, TimeUnit.SECONDS)).contains("armed").contains("\"simulated\":true");

        centre.notices.add(text);
        assertThat(centre.answers.poll(20, TimeUnit.SECONDS)).contains("\"armed\"").contains("n1");
        assertThat(events).contains("notice.again").doesNotContain("notice.refused").containsOnlyOnce("rule.armed");
        assertThat(member.leases()).hasSize(1);
    }

    @Test
    void afterARestartWhatWasActedOnIsAnsweredAgainAndWhatWasPromisedAndNotEndedIsArmed() throws Exception {
        String text = centre.signed(notice("n1", OWN), true);
        centre.notices.add(text);
        centre.notices.add(centre.signed(notice("n2", OWN), true));
        assertThat(centre.answers.poll(20, TimeUnit.SECONDS)).contains("n1");
        assertThat(centre.answers.poll(20, TimeUnit.SECONDS)).contains("n2");
        member.withdraw("rule-n2", "not wanted");
        Path journal = dir.resolve("member/identity/acted");
        List<String> whenKilled = Files.readAllLines(journal);
        member.close();
        Files.write(journal, whenKilled);
        member = member();
        assertThat(member.leases()).singleElement().satisfies(lease -> {
            assertThat(lease.rule().id()).isEqualTo("rule-n1");
            assertThat(lease.state()).isEqualTo(Lease.State.ARMED);
            assertThat(lease.history().getLast().why()).contains("anew after a restart");
        });
        events.clear();
        // The first may go to the request that the member had open when it ended.
        centre.notices.add(text);
        centre.notices.add(text);
        assertThat(centre.answers.poll(20, TimeUnit.SECONDS)).contains("n1").contains("\"armed\"");
        assertThat(events).contains("notice.again").doesNotContain("rule.armed");
    }

    private static Notice turn(Notice.Change change, int number, List<Mitigation> rules) {
        Notice like = notice("n" + number, OWN);
        return new Notice(
                like.id(),
                like.alert(),
                "isp-a",
                rules,
                List.of(),
                List.of(),
                Optional.of(new Notice.Turn("n1", number, change)));
    }

    private List<String> states() {
        return member.leases().stream()
                .map(l -> l.rule().id() + " " + l.state())
                .toList();
    }

    /** an update's rules take the place of those before; a false alert disarms, an ended one as is set. */
    @Test
    void anArmedRuleFollowsTheThreadOfItsNotice() throws Exception {
        centre.notices.add(centre.signed(turn(Notice.Change.FIRST, 1, notice("n1", OWN).mitigations()), true));
        assertThat(centre.answers.poll(20, TimeUnit.SECONDS)).contains("\"armed\"");
        centre.notices.add(centre.signed(turn(Notice.Change.NEWS, 2, List.of()), false));
        assertThat(centre.answers.poll(20, TimeUnit.SECONDS)).contains("n2").doesNotContain("disarmed");
        assertThat(states()).as("an update without rules leaves them").containsExactly("rule-n1 ARMED");
        centre.notices.add(centre.signed(turn(Notice.Change.NEWS, 3, notice("n3", OWN).mitigations()), true));
        assertThat(centre.answers.poll(20, TimeUnit.SECONDS))
                .contains("\"disarmed\"", "rule-n1", "replaced by notice n3");
        assertThat(states()).containsExactly("rule-n1 WITHDRAWN", "rule-n3 ARMED");
        centre.notices.add(centre.signed(turn(Notice.Change.ENDED, 4, List.of()), false));
        assertThat(centre.answers.poll(20, TimeUnit.SECONDS)).contains("\"kept\"", "rule-n3", "disarm: revoked");
        centre.notices.add(centre.signed(turn(Notice.Change.FALSE, 5, List.of()), false));
        assertThat(centre.answers.poll(20, TimeUnit.SECONDS)).contains("\"disarmed\"", "its alert was false");
        assertThat(states()).containsExactly("rule-n1 WITHDRAWN", "rule-n3 WITHDRAWN");
        assertThat(Files.readString(dir.resolve("member/identity/acted")))
                .as("its journal says so")
                .contains("{\"ended\":\"rule-n3\"}");
        await(() -> centre.outcomes.stream().anyMatch(o -> o.contains("its alert was false")));
    }

    @Test
    void aMemberThatWasStoppedInOrderArmsNothingByItself() throws Exception {
        centre.notices.add(centre.signed(notice("n1", OWN), true));
        assertThat(centre.answers.poll(20, TimeUnit.SECONDS)).contains("n1");
        member.close();
        member = member();
        assertThat(member.leases()).isEmpty();
    }

    @Test
    void withoutTheSecondRolesSignatureNothingIsArmed() throws Exception {
        centre.notices.add(centre.signed(notice("n1", OWN), false));
        assertThat(centre.answers.poll(20, TimeUnit.SECONDS)).contains("\"pending\"");
        assertThat(member.leases()).isEmpty();
    }

    @Test
    void aRuleForForeignNetworksIsRefusedHoweverWellItIsSigned() throws Exception {
        centre.notices.add(centre.signed(notice("n1", Prefix.parse("198.51.100.0/24")), true));
        assertThat(centre.answers.poll(20, TimeUnit.SECONDS)).contains("\"refused\"");
        assertThat(member.inForce()).isEmpty();
    }

    @Test
    void theArmedRuleCutsTheFloodAndSparesVisitorsOnTheSamePort() throws Exception {
        centre.notices.add(centre.signed(notice("n1", OWN), true));
        await(() -> events.contains("rule.armed"));
        FloodPlan plan = new FloodPlan(
                5, 0xC0000250, FloodPlan.TCP, 443, 120, 25, 80, 8, 4, Duration.ofMillis(1500), Duration.ofSeconds(4));
        Flood flood = new Flood(plan);
        SimulatedRouter router = new SimulatedRouter(member::inForce);
        Duration step = Duration.ofMillis(50);
        try (FlowExport export = new FlowExport(member.flowAddress())) {
            for (Duration t = Duration.ZERO; t.compareTo(plan.whole()) < 0; t = t.plus(step)) {
                var flows = flood.step(t, step);
                router.forward(flows, 0.05);
                export.export(flows, System.currentTimeMillis(), 50);
                Thread.sleep(step);
            }
        }
        assertThat(events).contains("attack.detected", "rule.active");
        assertThat(member.inForce()).hasSize(1);
        Map<Label, Long> dropped = router.dropped();
        Map<Label, Long> passed = router.passed();
        assertThat(dropped.get(Label.ATTACK)).isGreaterThan(passed.get(Label.ATTACK));
        assertThat(passed.get(Label.LEGITIMATE)).isGreaterThan(4 * dropped.getOrDefault(Label.LEGITIMATE, 0L));

        member.withdraw("rule-n1", "attack is over");
        assertThat(member.inForce()).isEmpty();
        await(() -> centre.outcomes.stream().anyMatch(o -> o.contains("withdrawn")));
    }

    /** Issue 5: the ledger's head is kept by the member and comes back countersigned. */
    @Test
    void theLedgersHeadIsKeptAndItsReceiptCountersigned() throws Exception {
        String receipt = Optional.ofNullable(centre.receipts.poll(10, TimeUnit.SECONDS)).orElseThrow();
        ReceiptFolder folder = new ReceiptFolder(dir.resolve("member/heads"));
        Countersigned kept = ReceiptFolder.read(folder.files().getFirst());
        assertThat(kept.receipt()).isEqualTo(receipt);
        assertThat(kept.check().head()).isEqualTo(centre.head);
        assertThat(kept.check().member()).isEqualTo(TestCentre.MEMBER);
        assertThat(kept.centreKey()).isEqualTo(centre.key.publicPart());
    }

    @Test
    void closingTheMemberWithdrawsItsRules() throws Exception {
        centre.notices.add(centre.signed(notice("n1", OWN), true));
        await(() -> events.contains("rule.armed"));
        member.close();
        assertThat(events).contains("rule.withdrawn");
        assertThat(member.inForce()).isEmpty();
    }
}
