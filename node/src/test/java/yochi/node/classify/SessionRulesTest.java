package yochi.node.classify;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import yochi.core.model.Country;
import yochi.core.model.Service;
import yochi.node.observation.HoneypotSession;
import yochi.node.observation.Origin;
import yochi.node.observation.PageVisit;
import yochi.node.observation.Sensor;

/** The ordered rules for sessions and visits, on both sides of each bound (A-7, algorithms §1.5). */
class SessionRulesTest {
    private static final Origin ORIGIN = new Origin(Sensor.of("pot", new Country("JP")), "x");

    @ParameterizedTest
    @CsvSource({
        "3, 1, false, 0, 0, 0, 0, 0, BRUTE_FORCE",
        "2, 2, true,  1, 5, 1, 9, 9, BRUTE_FORCE",
        "2, 1, true,  1, 5, 1, 9, 9, INJECTION",
        "2, 1, false, 1, 5, 1, 9, 9, SENSOR_RULE",
        "2, 1, false, 0, 1, 1, 9, 9, FETCH",
        "2, 1, false, 0, 0, 1, 9, 9, COMMANDS",
        "0, 0, false, 0, 0, 0, 5, 1, WEB_SCAN",
        "0, 0, false, 0, 0, 0, 4, 4, PROBE",
        "0, 0, false, 0, 0, 0, 5, 0, PROBE",
        "2, 1, false, 0, 0, 0, 0, 0, PROBE"
    })
    void sessionsAreJudgedInOrder(
            int failed,
            int credentials,
            boolean injection,
            int exploits,
            int downloads,
            int commands,
            int paths,
            int missing,
            Rule rule) {
        HoneypotSession session = new HoneypotSession(
                ORIGIN,
                "a",
                Instant.EPOCH,
                Instant.EPOCH,
                InetAddress.ofLiteral("192.0.2.1"),
                Service.tcp(22),
                new HoneypotSession.Logins(failed, 0, credentials),
                new HoneypotSession.Requests(paths, paths, missing),
                commands,
                downloads,
                List.of(),
                injection,
                exploits > 0 ? List.of("r") : List.of(),
                true,
                List.of());
        assertThat(SessionRules.rule(session)).isEqualTo(rule);
        assertThat(rule.type().spoofable()).isFalse();
    }

    @Test
    void aPageIsADriveByOnlyWhereTheVerdictSaysSo() {
        assertThat(SessionRules.rule(visit(PageVisit.Verdict.MALICIOUS))).isEqualTo(Rule.DRIVE_BY);
        assertThat(SessionRules.rule(visit(PageVisit.Verdict.BENIGN))).isEqualTo(Rule.PAGE_VISIT);
        assertThat(SessionRules.rule(visit(PageVisit.Verdict.UNKNOWN))).isEqualTo(Rule.PAGE_VISIT);
    }

    private static PageVisit visit(PageVisit.Verdict verdict) {
        return new PageVisit(
                ORIGIN,
                Instant.EPOCH,
                "hxxp://www[.]example/",
                "www.example",
                Optional.empty(),
                Service.tcp(80),
                List.of(),
                0,
                verdict,
                List.of(),
                List.of());
    }
}
