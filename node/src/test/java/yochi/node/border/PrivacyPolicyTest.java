package yochi.node.border;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import yochi.core.model.YochiException;
import yochi.node.border.PrivacyPolicy.Dimension;
import yochi.node.border.PrivacyPolicy.VictimRule;

/** S-6: the policy says all that may leave, and is known by its digest. */
class PrivacyPolicyTest {
    private static final Path POLICIES = Path.of(System.getProperty("yochi.root", ".."), "samples", "policies");

    @Test
    void theDefaultIsStrict() {
        PrivacyPolicy strict = PrivacyPolicy.strict();
        assertThat(strict.k()).isEqualTo(10);
        assertThat(strict.networks()).isEqualTo(2);
        assertThat(strict.sensors()).isEqualTo(2);
        assertThat(strict.dominance()).isEqualTo(0.7);
        assertThat(strict.epoch()).isEqualTo(Duration.ofMinutes(1));
        assertThat(strict.sketches()).isEmpty();
        assertThat(strict.victims()).isEqualTo(VictimRule.NONE);
        assertThat(strict.dimensions()).containsExactly(Dimension.SERVICE, Dimension.TOOL);
    }

    @Test
    void shippedPoliciesRead() {
        assertThat(PrivacyPolicy.read(POLICIES.resolve("strict.yaml"))).isEqualTo(PrivacyPolicy.strict());
        PrivacyPolicy replay = PrivacyPolicy.read(POLICIES.resolve("research-replay.yaml"));
        assertThat(replay.name()).isEqualTo("research-replay");
        assertThat(replay.epoch()).isEqualTo(Duration.ofHours(1));
        assertThat(replay.release()).isEqualTo(Duration.ofDays(1));
        assertThat(replay.k()).isEqualTo(3);
        assertThat(replay.sketches().orElseThrow().keyLife()).isEqualTo(Duration.ofDays(7));
        assertThat(PrivacyPolicy.read(POLICIES.resolve("own-country.yaml")).victims())
                .isEqualTo(VictimRule.OWN_COUNTRY);
    }

    @Test
    void theCanonicalTextReadsBackAndTheDigestFollowsEveryKey() {
        PrivacyPolicy replay = PrivacyPolicy.read(POLICIES.resolve("research-replay.yaml"));
        assertThat(PrivacyPolicy.ofYaml(replay.canonicalText())).isEqualTo(replay);
        assertThat(replay.digest()).hasSize(64).isNotEqualTo(replay.withK(4).digest());
    }

    @Test
    void contradictionsAreRefused() {
        assertRefused("{name: x, sensors: 2, dimensions: [sensor]}", "sensor");
        assertRefused("{name: x, epoch: 7m}", "multiple");
        assertRefused("{name: x, sketches: {every: 2h}}", "every");
        assertRefused("{name: x, sketches: {every: 1h, keyLife: 90m}}", "keyLife");
        assertRefused("{name: x, version: yochi.policy/2}", "version");
        assertRefused("{name: x, treshold: 3}", "treshold");
        assertRefused("{name: x, k: 0}", "at least 1");
    }

    private static void assertRefused(String yaml, String why) {
        assertThatThrownBy(() -> PrivacyPolicy.ofYaml(yaml))
                .isInstanceOf(YochiException.class)
                .hasMessageContaining(why);
    }
}
