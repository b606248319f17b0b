package yochi.node.border;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import yochi.node.border.PolicyLayers.Choice;
import yochi.node.border.PrivacyPolicy.Dimension;
import yochi.node.border.PrivacyPolicy.VictimRule;

/** K-4: of every rule the stricter layer wins, whichever it is, and it is said which. */
class PolicyLayersTest {
    private static final PrivacyPolicy COUNTRY = PrivacyPolicy.ofYaml("{name: country, k: 5, networks: 3, sensors: 1,"
            + " dominance: 0.9, clip: 0, rounding: 1, dimensions: [service, tool, place, sensor],"
            + " sketches: {every: 1h, keyLife: 7d, atLeast: 50, sample: 0.5}, victims: own-country, questions: 100,"
            + " publicView: {epsilon: 2}}");
    private static final PrivacyPolicy OPERATOR = PrivacyPolicy.ofYaml("{name: operator, epoch: 10m, release: 30m,"
            + " k: 20, networks: 1, sensors: 2, dominance: 0.8, clip: 500, rounding: 10, dimensions: [service, place],"
            + " sketches: {every: 30m}, victims: own-country, questions: 10, publicView: {cellsPerSource: 2}}");

    @Test
    void ofEveryRuleTheStricterWins() {
        PrivacyPolicy both = PolicyLayers.of(List.of(COUNTRY, OPERATOR)).policy();
        assertThat(both.name()).isEqualTo("country and operator");
        assertThat(both.epoch()).isEqualTo(Duration.ofMinutes(10));
        assertThat(both.release()).isEqualTo(Duration.ofMinutes(30));
        assertThat(both.k()).isEqualTo(20);
        assertThat(both.networks()).isEqualTo(3);
        assertThat(both.sensors()).isEqualTo(2);
        assertThat(both.dominance()).isEqualTo(0.8);
        assertThat(both.clip()).isEqualTo(500);
        assertThat(both.clipWindow()).isZero();
        assertThat(both.rounding()).isEqualTo(10);
        assertThat(both.dimensions()).containsExactly(Dimension.SERVICE, Dimension.PLACE);
        assertThat(both.sketches().orElseThrow())
                .isEqualTo(new PrivacyPolicy.Sketches(Duration.ofMinutes(30), Duration.ofDays(1), 100, 0.5));
        assertThat(both.victims()).isEqualTo(VictimRule.OWN_COUNTRY);
        assertThat(both.questions()).isEqualTo(10);
        assertThat(both.publicView().orElseThrow())
                .isEqualTo(new PrivacyPolicy.PublicView(1, 2, Duration.ofDays(1)));
        PolicyLayers strict = PolicyLayers.of(List.of(COUNTRY, PrivacyPolicy.strict()));
        assertThat(strict.policy().sketches()).isEmpty();
        assertThat(strict.policy().publicView()).isEmpty();
        assertThat(strict.policy().victims()).isEqualTo(VictimRule.NONE);
    }

    @Test
    void everyRuleIsExplainedByTheLayersThatAskForIt() {
        List<Choice> choices = PolicyLayers.of(List.of(COUNTRY, OPERATOR)).choices();
        assertThat(choices)
                .hasSize(PrivacyPolicy.class.getRecordComponents().length - 2)
                .contains(new Choice("k", "20", List.of("operator"), List.of("country: 5", "operator: 20")))
                .contains(new Choice("networks", "3", List.of("country"), List.of("country: 3", "operator: 1")));
        assertThat(choices.stream().filter(c -> c.rule().equals("sketches")).findFirst().orElseThrow().from())
                .isEmpty();
    }

    @Test
    void orderAndRepetitionOfLayersChangeNothingAndOneLayerIsItself() {
        PrivacyPolicy both = PolicyLayers.of(List.of(COUNTRY, OPERATOR)).policy();
        assertThat(PolicyLayers.of(List.of(OPERATOR, COUNTRY)).policy()).isEqualTo(both);
        assertThat(PolicyLayers.of(List.of(OPERATOR, COUNTRY, OPERATOR)).policy()).isEqualTo(both);
        assertThat(PolicyLayers.of(List.of(COUNTRY)).policy()).isEqualTo(COUNTRY);
        assertThat(PrivacyPolicy.ofYaml(both.canonicalText())).isEqualTo(both);
    }

    @Test
    void noLayerEverLoosensAnother() {
        Random random = new Random(5);
        for (int i = 0; i < 300; i++) {
            List<PrivacyPolicy> layers = new ArrayList<>();
            for (int j = 0; j < 1 + random.nextInt(3); j++) {
                layers.add(PrivacyPolicy.ofYaml("{name: l" + j + ", k: " + (1 + random.nextInt(30)) + ", networks: "
                        + (1 + random.nextInt(4)) + ", sensors: " + (1 + random.nextInt(3)) + ", clip: "
                        + random.nextInt(3) * 100 + ", epoch: " + (1 + random.nextInt(4)) * 10 + "m, release: 12h}"));
            }
            PrivacyPolicy all = PolicyLayers.of(layers).policy();
            for (PrivacyPolicy layer : layers) {
                assertThat(all.k()).isGreaterThanOrEqualTo(layer.k());
                assertThat(all.networks()).isGreaterThanOrEqualTo(layer.networks());
                assertThat(all.sensors()).isGreaterThanOrEqualTo(layer.sensors());
                assertThat(all.clip() == 0 || layer.clip() == 0 || all.clip() <= layer.clip()).isTrue();
                assertThat(all.epoch()).isGreaterThanOrEqualTo(layer.epoch());
                assertThat(layer.dimensions()).containsAll(all.dimensions());
            }
        }
    }
}
