package yochi.node.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import yochi.core.model.AttackType;
import yochi.core.model.Country;
import yochi.core.model.Service;
import yochi.node.observation.HoneypotSession;
import yochi.node.observation.Origin;
import yochi.node.observation.Sensor;

/** Probabilities of undecided sessions, reckoned by hand, and never of decided ones (A-7, algorithms §1.5). */
class SessionBayesTest {
    private static HoneypotSession session(int port, int failed, int seconds) {
        return new HoneypotSession(
                new Origin(Sensor.of("pot", new Country("JP")), "x"),
                "a",
                Instant.EPOCH,
                Instant.EPOCH.plusSeconds(seconds),
                InetAddress.ofLiteral("192.0.2.1"),
                Service.tcp(port),
                new HoneypotSession.Logins(failed, 0, Math.min(1, failed)),
                HoneypotSession.Requests.NONE,
                0,
                0,
                List.of(),
                false,
                List.of(),
                true,
                List.of());
    }

    @Test
    void aSessionThatARuleDecidedIsNotAskedAbout() {
        SessionBayes bayes = Rules.shipped().sessions();
        assertThat(bayes.probabilities(session(22, 3, 1))).isEmpty();
        assertThat(bayes.probabilities(session(22, 2, 1))).isPresent();
    }

    @Test
    void nothingLearntIsNothingSaid() {
        assertThat(new SessionBayes().probabilities(session(22, 1, 1))).isEmpty();
    }

    @Test
    void theProbabilitiesFollowTheFormula() {
        SessionBayes bayes = new SessionBayes();
        bayes.learn(session(22, 1, 0), AttackType.LOGIN_BRUTE_FORCE);
        bayes.learn(session(22, 1, 0), AttackType.LOGIN_BRUTE_FORCE);
        bayes.learn(session(80, 0, 0), AttackType.SERVICE_PROBE);
        // Of the seven tokens three differ between the two: ten words in all.
        double brute = 3.0 / 5 * (3.0 / 24) * Math.exp(6 * Math.log(3.0 / 24) / 6);
        double probe = 2.0 / 5 * (1.0 / 17) * Math.exp((4 * Math.log(2.0 / 17) + 2 * Math.log(1.0 / 17)) / 6);
        Map<AttackType, Double> said = bayes.probabilities(session(22, 1, 0)).orElseThrow();
        assertThat(said.get(AttackType.LOGIN_BRUTE_FORCE)).isCloseTo(brute / (brute + probe), within(1e-12));
        assertThat(said.values().stream().mapToDouble(d -> d).sum()).isCloseTo(1, within(1e-12));
        // A word that was never learnt says nothing.
        assertThat(bayes.probabilities(session(9999, 1, 1 << 20))).isPresent();
        assertThat(bayes.shares().get(AttackType.SERVICE_PROBE)).isEqualTo(2.0 / 5);
    }

    @Test
    void theRowsOfAModelMakeTheSameModel() {
        assertThat(Rules.shipped().version()).contains("session-bayes 2026-11-22");
        SessionBayes bayes = new SessionBayes();
        bayes.learn(session(22, 1, 0), AttackType.LOGIN_BRUTE_FORCE);
        assertThat(bayes.rows()).contains("*,LOGIN_BRUTE_FORCE,1", "service=tcp/22,LOGIN_BRUTE_FORCE,1").hasSize(8);
    }
}
