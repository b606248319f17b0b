package yochi.node.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import yochi.node.border.PrivacyPolicy;

/** K-4: what the fleet pushes never loosens the country's own layer. */
class NodePolicyTest {
    @Test
    void theCountrysLayerHoldsWhateverTheFleetPushes() {
        PrivacyPolicy country = PrivacyPolicy.ofYaml("{name: country, k: 20, sensors: 1}");
        NodePolicy pushed = NodePolicy.read(
                Map.of(NodePolicy.PRIVACY, "{name: loose, k: 1, networks: 1, sensors: 1, dominance: 1.1, clip: 0}"));
        NodePolicy running = pushed.under(country);
        assertThat(running.privacy().k()).isEqualTo(20);
        assertThat(running.privacy().networks()).isEqualTo(2);
        assertThat(running.privacy().clip()).isEqualTo(1000);
        assertThat(running.digest()).isEqualTo(pushed.digest());
        assertThat(running.privacy().name()).isEqualTo("country and loose");
    }
}
