package yochi.member.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import yochi.core.model.Acknowledgement.Answer;
import yochi.core.model.Acknowledgement.Decision;
import yochi.core.model.Alert;
import yochi.core.model.Asn;
import yochi.core.model.Mitigation;
import yochi.core.model.Notice;
import yochi.core.model.Prefix;
import yochi.core.model.Tlp;
import yochi.member.mitigation.Lease;
import yochi.member.mitigation.Leases;
import yochi.member.mitigation.LogBackEnd;
import yochi.member.mitigation.Rails;

/** what an alert's end does to a rule is the member's to say, and an active rule is never taken back. */
class PromisedTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final Prefix OWN = Prefix.parse("192.0.2.0/24");

    @TempDir
    private Path dir;

    private Leases leases;

    @BeforeEach
    void open() {
        Rails rails = new Rails(List.of(OWN), List.of(), 24, Duration.ofMinutes(30), 8, 0.2, true);
        leases = new Leases(rails, new LogBackEnd(dir.resolve("rules.log"), () -> NOW), () -> 0, lease -> {});
    }

    private Promised promised(MemberSettings.Disarm disarm) {
        Promised out = new Promised(leases, disarm);
        for (String id : List.of("mine", "another")) {
            Mitigation.Match match = new Mitigation.Match(
                    OWN, List.of(), Optional.of(6), List.of(443), List.of(), Optional.empty());
            leases.arm(
                    new Mitigation(id, match, new Mitigation.Action.Discard(), Duration.ofMinutes(10), "ordered"),
                    "notice",
                    Duration.ofDays(1));
            out.came(id, "notice of " + id, "thread of " + id);
        }
        return out;
    }

    private static Notice last(Notice.Change change) {
        Alert alert = new Alert(
                "a", Alert.Basis.NOWCAST, NOW, NOW, "Attack ordered", Asn.UNKNOWN, List.of(), 1, 0, List.of(),
                List.of(), Tlp.AMBER);
        return new Notice(
                "last", alert, "isp-a", List.of(), List.of(), List.of(),
                Optional.of(new Notice.Turn("thread of mine", 2, change)));
    }

    @ParameterizedTest
    @CsvSource({
        "NEVER, FALSE, KEPT",
        "NEVER, ENDED, KEPT",
        "REVOKED, FALSE, DISARMED",
        "REVOKED, ENDED, KEPT",
        "OVER, FALSE, DISARMED",
        "OVER, ENDED, DISARMED",
    })
    void theSettingsSayWhatAnEndDoes(MemberSettings.Disarm disarm, Notice.Change change, Decision expected) {
        Promised promised = promised(disarm);
        Notice notice = last(change);
        List<Answer> answers = promised.follow(notice, promised.before(notice), List.of());
        assertThat(answers).extracting(Answer::mitigation).containsExactly("mine");
        assertThat(answers).extracting(Answer::decision).containsExactly(expected);
        Lease mine = leases.all().getFirst();
        assertThat(mine.state()).isEqualTo(expected == Decision.KEPT ? Lease.State.ARMED : Lease.State.WITHDRAWN);
        assertThat(leases.all().getLast().state()).as("another thread's").isEqualTo(Lease.State.ARMED);
    }

    @Test
    void aRuleThatIsActiveStays() {
        Promised promised = promised(MemberSettings.Disarm.OVER);
        leases.activate("mine", OWN, List.of(), 0);
        Notice notice = last(Notice.Change.FALSE);
        List<Answer> answers = promised.follow(notice, promised.before(notice), List.of());
        assertThat(answers).singleElement().satisfies(a -> {
            assertThat(a.decision()).isEqualTo(Decision.KEPT);
            assertThat(a.why()).contains("a person or its lease ends it");
        });
        assertThat(leases.all().getFirst().state()).isEqualTo(Lease.State.ACTIVE);
    }
}
