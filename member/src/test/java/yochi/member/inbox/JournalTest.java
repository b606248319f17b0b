package yochi.member.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import yochi.core.model.Acknowledgement;
import yochi.core.model.Acknowledgement.Answer;
import yochi.core.model.Acknowledgement.Decision;
import yochi.core.model.Alert;
import yochi.core.model.Asn;
import yochi.core.model.Mitigation;
import yochi.core.model.Notice;
import yochi.core.model.Prefix;
import yochi.core.model.Tlp;
import yochi.core.model.YochiException;

/** what a member has acted on outlives the member's process, and is bounded. */
class JournalTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    @TempDir
    Path folder;

    private Journal open(Instant now) {
        return Journal.open(folder.resolve("acted"), 3, now);
    }

    private static Kept kept(String id, Decision decision, Instant expires) {
        Alert alert = new Alert(
                "alert-1",
                Alert.Basis.NOWCAST,
                NOW,
                NOW,
                "Attack ordered",
                new Asn(64_496),
                List.of(),
                1,
                0,
                List.of(),
                List.of(),
                Tlp.AMBER);
        Mitigation rule = new Mitigation(
                "rule-" + id,
                new Mitigation.Match(
                        Prefix.parse("192.0.2.0/24"),
                        List.of(),
                        Optional.of(6),
                        List.of(443),
                        List.of(),
                        Optional.empty()),
                new Mitigation.Action.Discard(),
                Duration.ofMinutes(10),
                "ordered");
        Acknowledgement answer = new Acknowledgement(
                "notice-" + id, Optional.of(id), NOW, List.of(new Answer("rule-" + id, decision, "fits")));
        return new Kept(id, expires, true, new Notice("notice-" + id, alert, "isp-a", List.of(rule)), answer);
    }

    @Test
    void whatWasKeptIsFoundAgainByTheNextProcessAndWhatHasEndedIsNoPromise() {
        Journal first = open(NOW);
        Kept one = kept("m1", Decision.ARMED, NOW.plusSeconds(60));
        first.keep(one);
        first.keep(kept("m2", Decision.ARMED, NOW.plusSeconds(60)));
        first.ended("rule-m2");
        first.ended("never heard of");
        Journal next = open(NOW);
        assertThat(next.find("m1")).contains(one);
        assertThat(next.find("m3")).isEmpty();
        assertThat(next.promises(NOW))
                .containsExactly(new Journal.Promise(
                        "notice-m1", "notice-m1", one.notice().mitigations().getFirst(), one.expires()));
    }

    @Test
    void onlyWhatWasArmedIsAPromiseAndOnlyUntilItsNoticeExpires() {
        Journal journal = open(NOW);
        journal.keep(kept("m1", Decision.PENDING, NOW.plusSeconds(60)));
        journal.keep(kept("m2", Decision.REFUSED, NOW.plusSeconds(60)));
        journal.keep(kept("m3", Decision.ARMED, NOW.plusSeconds(60)));
        assertThat(journal.promises(NOW)).extracting(Journal.Promise::notice).containsExactly("notice-m3");
        assertThat(journal.promises(NOW.plusSeconds(60))).isEmpty();
    }

    @Test
    void aFullJournalForgetsOnlyWhatHasExpired() throws Exception {
        Journal journal = open(NOW);
        journal.keep(kept("m1", Decision.ARMED, NOW.plusSeconds(1)));
        journal.ended("rule-m1");
        journal.keep(kept("m2", Decision.ARMED, NOW.plusSeconds(60)));
        assertThat(journal.hasRoom(NOW)).isFalse();
        assertThat(journal.find("m1")).isPresent();
        assertThat(journal.hasRoom(NOW.plusSeconds(1))).isTrue();
        assertThat(journal.find("m1")).isEmpty();
        assertThat(Files.readAllLines(folder.resolve("acted"))).singleElement().asString().contains("\"m2\"");
    }

    @Test
    void aLineThatACrashCutOffIsForgottenAndAWholeOneThatIsSpoiledIsLoud() throws Exception {
        open(NOW).keep(kept("m1", Decision.ARMED, NOW.plusSeconds(60)));
        Files.writeString(folder.resolve("acted"), "{\"message\":", StandardOpenOption.APPEND);
        assertThat(open(NOW).find("m1")).isPresent();
        Files.writeString(folder.resolve("acted"), "{\"message\":1}\n", StandardOpenOption.APPEND);
        assertThatThrownBy(() -> open(NOW)).isInstanceOf(YochiException.class).hasMessageContaining("acted");
    }
}
