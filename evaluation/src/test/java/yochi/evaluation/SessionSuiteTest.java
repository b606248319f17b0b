package yochi.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import yochi.core.model.AttackType;

/** The figure of naive Bayes on made sessions where the truth is known. */
class SessionSuiteTest {
    @TempDir
    private Path folder;

    private static String session(String id, String source, int refused, int hour) {
        StringBuilder out = new StringBuilder();
        String rest = ",\"session\":\"" + id + "\",\"src_ip\":\""
                + source + "\",\"timestamp\":\"2025-02-18T0" + hour + ":2";
        out.append("{\"eventid\":\"cowrie.session.connect\",\"dst_port\":22").append(rest).append("5:41Z\"}\n");
        for (int i = 0; i < refused; i++) {
            out.append("{\"eventid\":\"cowrie.login.failed\",\"username\":\"a\",\"password\":\"b\"")
                    .append(rest)
                    .append("5:42Z\"}\n");
        }
        return out.append("{\"eventid\":\"cowrie.session.closed\"").append(rest).append("6:44Z\"}\n").toString();
    }

    @Test
    void whatTellsTheClassesApartIsLearntFromOtherNetworks() throws IOException {
        StringBuilder log = new StringBuilder();
        for (int n = 0; n < 120; n++) {
            String source = "6." + n + ".2.10";
            if (n % 2 == 0) {
                log.append(session("d" + n, source, 3, 2)).append(session("u" + n, source, 1, 5));
            } else {
                log.append(session("p" + n, source, 0, 5));
            }
        }
        SessionSuite suite = new SessionSuite();
        suite.read(Files.writeString(folder.resolve("cowrie.json"), log), SessionSuite.settings());
        Evaluation evaluation = suite.evaluate("made");
        Evaluation.Measured loss = evaluation.measures().getFirst();
        assertThat(loss.n()).isEqualTo(120);
        assertThat(loss.nIndependent()).isEqualTo(120);
        assertThat(loss.value()).isLessThan(loss.rivals().get(1).value());
        assertThat(loss.verdict()).isEqualTo("better than the service alone");
        assertThat(evaluation.measures().get(1).value()).isEqualTo(1);
        assertThat(suite.model().rows()).contains("*,SERVICE_PROBE,60", "*,LOGIN_BRUTE_FORCE,60");
    }

    @Test
    void withoutSessionsThereIsNoFigure() {
        assertThat(new SessionSuite().evaluate("nothing").measures()).isEmpty();
    }

    /** A prior of before 30 days is forgotten, and what came after the session is not known yet. */
    @Test
    void thePriorIsThatOfTheThirtyDaysBefore() {
        RecentShares recent = new RecentShares();
        Instant now = Instant.parse("2025-03-31T12:00:00Z");
        for (int day : new int[] {-31, -29, -2, 1}) {
            recent.add(now.plus(Duration.ofDays(day)), day == -29 ? AttackType.EXPLOIT : AttackType.SERVICE_PROBE);
        }
        Map<AttackType, Double> known = Map.of(AttackType.EXPLOIT, 0.1, AttackType.SERVICE_PROBE, 0.9);
        assertThat(recent.before(now, known))
                .containsEntry(AttackType.EXPLOIT, 0.5)
                .containsEntry(AttackType.SERVICE_PROBE, 0.5);
        assertThat(recent.instead(known, known, now)).containsEntry(AttackType.EXPLOIT, 0.5);
    }
}
