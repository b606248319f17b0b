package yochi.node.border;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import yochi.core.model.AttackType;
import yochi.core.model.Country;
import yochi.node.classify.Rule;
import yochi.node.observation.Sensor;
import yochi.node.summary.ClosedWindow;
import yochi.node.summary.Places;
import yochi.node.summary.Summariser;
import yochi.node.summary.SummarySettings;
import yochi.node.summary.Traffic;
import yochi.node.summary.Traffic.Sent;

/** S-6, algorithms §6.4: public days are late, coarse and noisy, each once. */
class PublicDaysTest {
    private static final Country SG = new Country("SG");
    private static final List<Sensor> SENSORS = Traffic.sensors(1);
    private static final Instant END = Instant.ofEpochSecond(Traffic.START_SECOND / 86_400 * 86_400 + 86_400);
    private static final PrivacyPolicy.PublicView RULE = new PrivacyPolicy.PublicView(1, 5, Duration.ofDays(1));

    @ParameterizedTest
    @CsvSource({"1,5", "0.7,5", "2,1", "0.25,1"})
    void theNoiseFollowsItsLaw(double epsilon, int sensitivity) {
        DiscreteLaplace noise = new DiscreteLaplace(epsilon, sensitivity, new Random(1));
        int n = 100_000;
        int reach = (int) Math.ceil(4 * sensitivity / epsilon);
        long[] found = new long[2 * reach + 3];
        for (int i = 0; i < n; i++) {
            long z = Math.clamp(noise.draw(), -reach - 1, reach + 1);
            found[(int) z + reach + 1]++;
        }
        double a = Math.exp(-epsilon / sensitivity);
        double chi = 0;
        for (int i = 0; i < found.length; i++) {
            int z = Math.abs(i - reach - 1);
            double p = z > reach ? Math.pow(a, z) / (1 + a) : (1 - a) / (1 + a) * Math.pow(a, z);
            chi += (found[i] - n * p) * (found[i] - n * p) / (n * p);
        }
        int freedom = found.length - 1;
        double limit = freedom * Math.pow(1 - 2.0 / (9 * freedom) + 3.09 * Math.sqrt(2.0 / (9 * freedom)), 3);
        assertThat(chi).as("chi squared with %d degrees of freedom, p = 0.001", freedom).isLessThan(limit);
    }

    private static PublicDays days(PrivacyPolicy.PublicView rule) {
        PrivacyPolicy policy = PrivacyPolicy.ofYaml("{name: x, publicView: {epsilon: " + rule.epsilon()
                + ", cellsPerSource: " + rule.cellsPerSource() + ", delay: " + rule.delay() + "}}");
        return new PublicDays(policy, SensorDraw.of(new byte[32]), new Random(7));
    }

    private static List<ClosedWindow> windows(int sources, Rule... rules) {
        List<Sent> packets = new ArrayList<>();
        for (int i = 0; i < sources; i++) {
            for (Rule rule : rules) {
                packets.add(new Sent(0, Traffic.START_SECOND * 1_000_000_000L, rule, 23, 0xF0000000L + i, 60));
            }
        }
        Summariser summariser = new Summariser(
                SummarySettings.of(Duration.ofMinutes(10), Duration.ofHours(1), Duration.ZERO, false),
                SENSORS,
                Places.none());
        Traffic.feed(packets, SENSORS, summariser);
        return summariser.close();
    }

    private static List<PublicDays.PublicDay> days(
            PrivacyPolicy.PublicView rule, List<ClosedWindow> windows, Instant now) {
        return days(rule).of(SG, windows, now, d -> false);
    }

    @Test
    void aDayIsToldAfterItsDelayAndOnlyOnce() {
        List<ClosedWindow> windows = windows(1000, Rule.TCP_SYN);
        assertThat(days(RULE, windows, END.plus(RULE.delay()).minusSeconds(1))).isEmpty();
        List<PublicDays.PublicDay> told = days(RULE, windows, END.plus(RULE.delay()));
        assertThat(told).singleElement().satisfies(d -> {
            assertThat(d.addresses().get(AttackType.SCAN_SYN)).isBetween(900L, 1100L);
            assertThat(d.scale()).isEqualTo(5);
        });
        LocalDate day = told.getFirst().day();
        assertThat(days(RULE).of(SG, windows, END.plus(RULE.delay()), day::equals)).isEmpty();
    }

    @Test
    void anAddressCountsInNoMoreClassesThanItsBound() {
        PrivacyPolicy.PublicView one = new PrivacyPolicy.PublicView(10, 1, Duration.ofDays(1));
        long sum = days(one, windows(3000, Rule.TCP_SYN, Rule.UDP_REST, Rule.TCP_SYN_ACK), END.plus(RULE.delay()))
                .getFirst().addresses().values().stream().mapToLong(n -> n).sum();
        assertThat(sum).isBetween(2980L, 3020L);
    }

    @Test
    void classesBelowThreeScalesAreLeftOutWhetherAnythingWasSeenOrNot() {
        for (int sources : new int[] {1, 8}) {
            assertThat(days(RULE, windows(sources, Rule.TCP_SYN), END.plus(RULE.delay()))
                            .getFirst().addresses().values())
                    .allMatch(n -> n >= 15);
        }
    }
}
