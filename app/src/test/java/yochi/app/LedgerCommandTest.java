package yochi.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import yochi.app.demo.InvitedMember;
import yochi.centre.ledger.Basis;
import yochi.centre.ledger.Statement;
import yochi.centre.line.HomeCentre;
import yochi.centre.line.Invitation;
import yochi.centre.response.Approver;
import yochi.core.model.AttackType;
import yochi.core.model.Forecast;
import yochi.core.model.Metric;
import yochi.core.model.Prediction;
import yochi.core.model.Prefix;
import yochi.core.model.Region;
import yochi.core.model.Service;
import yochi.core.model.Ticker;
import yochi.link.identity.SigningKey;
import yochi.member.line.Member;
import yochi.member.line.MemberSettings;

/** A-18, issue 5: a real centre, a real member, and a chain that was meddled with afterwards. */
class LedgerCommandTest {
    private final Instant today = Instant.now().truncatedTo(ChronoUnit.DAYS);

    @TempDir
    Path folder;

    private final SecureRandom random = new SecureRandom();
    private final CountDownLatch kept = new CountDownLatch(1);
    private HomeCentre centre;
    private Stage stage = new Stage();

    @BeforeEach
    void start() throws Exception {
        SigningKey approver = SigningKey.generate(random);
        centre = RealCentre.whole(folder, new HomeCentre.Approval(approver.publicPart(), Approver.later()));
        for (int day = 1; day <= 3; day++) {
            seal(day, 0.1 * day);
        }
        try (Member member = member(approver)) {
            assertThat(kept.await(20, TimeUnit.SECONDS)).isTrue();
            Path receipts = folder.resolve("centre/rooms/receipts/isp-a-000000000003.json");
            for (int i = 0; i < 100 && !Files.exists(receipts); i++) {
                Thread.sleep(100);
            }
            assertThat(receipts).exists();
            assertThat(member.inForce()).isEmpty();
        }
        seal(4, 0.4);
        int exported = run("export", "--out", chain().toString());
        assertThat(exported).as(stage.err()).isZero();
    }

    @AfterEach
    void stop() {
        centre.close();
    }

    private Member member(SigningKey approver) {
        Invitation invitation = centre.centre().inviteMember("isp-a");
        MemberSettings settings = InvitedMember.settings(
                "isp-a",
                folder.resolve("member"),
                invitation,
                approver.publicPart(),
                List.of(Prefix.parse("192.0.2.0/24")));
        RealCentre.register(centre, Member.publicKey(settings, random));
        return new Member(settings, InstantSource.system(), Ticker.system(), random, (event, id, details) -> {
                    if (event.equals("head.kept")) {
                        kept.countDown();
                    }
                })
                .start();
    }

    @Test
    void theChainHoldsAgainstTheMembersReceiptsFromFileAndFromTheCentre() {
        assertThat(verify(chain(), "--json", "-")).as(stage.err()).isZero();
        JsonNode said = JsonMapper.shared().readTree(stage.out());
        assertThat(said.path("holds").booleanValue()).isTrue();
        assertThat(said.path("entries").intValue()).isEqualTo(4);
        assertThat(said.path("heads").intValue()).isOne();
        assertThat(said.path("provenBefore").intValue()).isEqualTo(3); // by the member's clock, before the day began
        assertThat(said.path("late").intValue()).isZero();
        assertThat(said.path("overdue").intValue()).isZero();
        assertThat(said.path("members").path(0).path("name").stringValue()).isEqualTo("urn:yochi:member:isp-a");
        assertThat(said.path("members").path(0).path("heads").intValue()).isOne();
        assertThat(centre.desk().ledgerFaults()).isEmpty();
        assertThat(run("verify", "--receipts", heads())).isZero();
        assertThat(stage.out()).contains("holds: 4 entries", "countersigned by urn:yochi:member:isp-a ");
        assertThat(run("verify", "--receipts", folder.resolve("centre/rooms/receipts").toString())).isZero();
    }

    @Test
    void aTruncatedARebuiltAndABackDatedChainAreFound() throws IOException {
        List<String> lines = Files.readAllLines(chain());
        assertThat(verify(changed(lines.subList(0, 3)))).isEqualTo(3);
        assertThat(stage.out()).contains("FAULT  entry 3 is gone", "DOES NOT HOLD");

        try (HomeCentre other = another()) {
            List<String> rebuilt = lines(other);
            rebuilt.set(0, lines.getFirst());
            assertThat(verify(changed(rebuilt))).isEqualTo(3);
            assertThat(stage.out()).contains("entry 3 is not the one", "the chain was rebuilt");
        }

        List<String> dated = new ArrayList<>(lines);
        JsonNode last = JsonMapper.shared().readTree(lines.getLast());
        dated.set(4, lines.getLast().replace(last.path("sealedAt").stringValue(), today.minusSeconds(1).toString()));
        assertThat(verify(changed(dated))).isEqualTo(3);
        assertThat(stage.out()).contains("entry 4 is back-dated", "entry 4 was changed after it was sealed");
    }

    @Test
    void anOperatorWithdrawsAStatementForAllToRead() throws IOException {
        Path config = Files.writeString(
                folder.resolve("centre.yaml"), "home: JP\ndirectory: centre\nparty: {port: 0}\nopen: {port: 0}\n");
        String id = centre.desk().ledger().published(0, 1).getFirst().subject();
        assertThat(withdraw(id, config)).as(stage.err()).isZero();
        assertThat(withdraw(id, config)).isEqualTo(4);
        assertThat(stage.err()).contains("withdrawn before");
        assertThat(run("export", "--out", chain().toString())).isZero();
        assertThat(Files.readString(chain())).contains("a mistyped list");
        assertThat(verify(chain())).isZero();
        assertThat(stage.out()).contains("withdrawn 1");
    }

    private int withdraw(String id, Path config) {
        stage = new Stage(InstantSource.system());
        return stage.run("ledger", "withdraw", id, "--why", "a mistyped list", "--config", config.toString());
    }

    @Test
    void wrongKeysFilesAndArgumentsAreToldApart() throws IOException {
        String other = SigningKey.generate(random).publicPart().toString();
        assertThat(verify(chain(), "--centre-key", other)).isEqualTo(3);
        assertThat(stage.out()).contains("FAULT  receipt isp-a-000000000003.json: signed with");
        assertThat(verify(chain(), "--centre-key", "no key")).isEqualTo(2);
        assertThat(verify(changed(List.of("{}")))).isEqualTo(3);
        assertThat(stage.err()).contains("not yochi.ledger/1");
        assertThat(verify(changed(List.of(Files.readAllLines(chain()).getFirst(), "{}")))).isEqualTo(3);
        assertThat(stage.err()).contains("line 2");
        assertThat(verify(Files.write(folder.resolve("bytes"), new byte[] {-1, -2, 10}))).isEqualTo(3);
        assertThat(stage.err()).contains("is no text in UTF-8");
        stage = new Stage(InstantSource.system());
        assertThat(stage.run("ledger", "export", "--centre", "127.0.0.1:1", "--root", "ab")).isEqualTo(2);
        assertThat(stage.run("ledger", "export", "--centre", "https://127.0.0.1:1", "--root", "ab"))
                .isEqualTo(2);
        assertThat(stage.err()).contains("--root: a fingerprint is 64 hexadecimal digits: ab");
        stage = new Stage(InstantSource.system());
        String open = centre.centre().openListener().toString();
        Path out = folder.resolve("other.jsonl");
        assertThat(stage.run(
                        "ledger", "export", "--centre", open, "--root", "ab".repeat(32), "--out", out.toString()))
                .isEqualTo(4);
        assertThat(stage.err()).contains("is not the centre of that root", "no root with fingerprint");
        assertThat(run("verify", "--receipts", folder.resolve("nothing").toString())).isEqualTo(3);
        stage = new Stage();
        assertThat(stage.run("ledger", "verify", "--receipts", heads())).isEqualTo(2);
        stage = new Stage();
        assertThat(stage.run("ledger")).isEqualTo(2);
        stage = new Stage();
        assertThat(stage.run("ledger", "verify", "--help")).isZero();
        assertThat(stage.out()).contains("Examples:");
    }

    /** Another centre that says the same days, and so another chain of as many entries. */
    private HomeCentre another() throws IOException {
        Path place = Files.createDirectories(folder.resolve("other"));
        HomeCentre other = RealCentre.whole(
                place, new HomeCentre.Approval(SigningKey.generate(random).publicPart(), Approver.later()));
        for (int day = 1; day <= 4; day++) {
            other.desk().ledger().seal(List.of(statement(day, 0.9)), today);
        }
        return other;
    }

    private static List<String> lines(HomeCentre of) {
        List<String> out = new ArrayList<>(List.of("head"));
        of.desk().ledger().published(0, 100).forEach(line -> out.add(line.toString()));
        return out;
    }

    private Path changed(List<String> lines) throws IOException {
        return Files.write(folder.resolve("changed.jsonl"), lines);
    }

    private Path chain() {
        return folder.resolve("chain.jsonl");
    }

    private String heads() {
        return folder.resolve("member/heads").toString();
    }

    private int verify(Path ledger, String... more) {
        List<String> line = new ArrayList<>(
                List.of("ledger", "verify", "--receipts", heads(), "--ledger", ledger.toString()));
        line.addAll(Arrays.asList(more));
        stage = new Stage();
        return stage.run(line.toArray(String[]::new));
    }

    private int run(String verb, String... more) {
        stage = new Stage(InstantSource.system());
        List<String> line = new ArrayList<>(List.of(
                "ledger",
                verb,
                "--centre",
                centre.centre().openListener().toString(),
                "--root",
                centre.centre().authority().fingerprint()));
        line.addAll(Arrays.asList(more));
        return stage.run(line.toArray(String[]::new));
    }

    private void seal(int day, double probability) {
        centre.desk().ledger().seal(List.of(statement(day, probability)), today);
    }

    private Statement statement(int day, double probability) {
        Instant from = today.plus(Duration.ofDays(day));
        return new Statement(
                new Forecast(
                        new Prediction.Question(
                                new Region("JP"),
                                AttackType.ATTACK_ORDER,
                                Service.ANY,
                                Metric.ORDERS,
                                from,
                                from.plus(Duration.ofDays(1))),
                        new Prediction.Probability(probability),
                        List.of(),
                        today,
                        today,
                        "hazard/1",
                        List.of()),
                Basis.FORECAST,
                "");
    }
}
