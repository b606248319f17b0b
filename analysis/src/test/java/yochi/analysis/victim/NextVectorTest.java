package yochi.analysis.victim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A-14 by which vector an attack goes on")
final class NextVectorTest {
    private static final List<String> VECTORS = List.of("dns", "http", "syn");

    @Test
    void knowingNothingEveryOtherVectorIsAsLikely() {
        var next = new NextVector(VECTORS).next("XA", "dns");
        assertThat(next.values().stream().mapToDouble(d -> d).sum()).isCloseTo(1, within(1e-12));
        assertThat(next.get("http")).isEqualTo(next.get("syn"));
    }

    @Test
    void whatStayedIsExpectedToStayAndAChangeFollowsTheCountrysOwnPast() {
        NextVector model = new NextVector(VECTORS);
        for (int i = 0; i < 30; i++) {
            model.learn("XA", List.of("dns", "dns", "dns", "dns", "http"));
            model.learn("XB", List.of("dns", "dns", "dns", "dns", "syn"));
        }
        assertThat(model.next("XA", "dns").get("dns")).isCloseTo(0.75, within(0.06));
        assertThat(model.next("XA", "dns").get("http"))
                .isGreaterThan(5 * model.next("XA", "dns").getOrDefault("syn", 1.));
        assertThat(model.next("XB", "dns").get("syn"))
                .isGreaterThan(5 * model.next("XB", "dns").getOrDefault("http", 1.));
    }

    @Test
    void aVectorThatIsNoneOfThemIsRefused() {
        assertThatThrownBy(() -> new NextVector(VECTORS).next("XA", "gre")).hasMessageContaining("gre is none of");
    }
}
