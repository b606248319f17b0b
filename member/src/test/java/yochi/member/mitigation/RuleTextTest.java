package yochi.member.mitigation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import yochi.core.model.Mitigation;
import yochi.core.model.Prefix;

class RuleTextTest {
    @Test
    void aRuleReadsBackAsItWasWritten() {
        Mitigation.Match match = new Mitigation.Match(
                Prefix.parse("192.0.2.80/32"),
                List.of(Prefix.parse("203.0.113.0/27"), Prefix.parse("203.0.113.64/27")),
                Optional.of(17),
                List.of(80, 443),
                List.of(53),
                Optional.of(new Mitigation.Range(200, 1500)));
        for (Mitigation.Action action : List.of(new Mitigation.Action.Discard(), new Mitigation.Action.Limit(10_000))) {
            Mitigation rule = new Mitigation("m1", match, action, Duration.ofMinutes(10), "orders seen: then=x id=9");
            assertThat(RuleText.parse(RuleText.print(rule))).isEqualTo(rule);
        }
    }

    @Test
    void aRuleWithoutItsDestinationOrWithAnUnknownFieldIsNeverReadWider() {
        assertThatThrownBy(() -> RuleText.parse("id=m1 lease=PT1M protocol=6 then=discard why=\"\""))
                .hasMessageContaining("destination");
        assertThatThrownBy(() ->
                        RuleText.parse("id=m1 lease=PT1M destination=192.0.2.1/32 tcp-flags=S then=discard why=\"\""))
                .hasMessageContaining("tcp-flags");
    }
}
