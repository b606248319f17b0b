package yochi.node.summary;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import yochi.core.model.Asn;
import yochi.core.model.AttackType;
import yochi.core.model.Country;
import yochi.core.model.Service;
import yochi.core.model.Victim;
import yochi.node.classify.Rule;
import yochi.node.observation.AttackOrder;
import yochi.node.observation.Origin;
import yochi.node.observation.Sensor;

/** attack orders are counted by victim, and never as traffic. */
class OrdersTest {
    private static final Sensor CONTROL = Sensor.of("control", Country.UNKNOWN);

    @Test
    void ordersForATargetWithTwoAddressesCountOnceAList() {
        SummarySettings settings =
                SummarySettings.of(Duration.ofHours(1), Duration.ofDays(1), Duration.ofMinutes(10), true);
        Summariser summariser = new Summariser(settings, List.of(CONTROL), Places.none());
        Instant list = Instant.parse("2024-02-01T08:00:00Z");
        for (Instant at : List.of(list, list.plusSeconds(600))) {
            summariser.order(order(at, "a", 64_496), Rule.ORDER);
            summariser.order(order(at, "a", 64_497), Rule.ORDER);
            summariser.order(order(at, "b", 64_498), Rule.ORDER);
        }
        LocalView view = new LocalView();
        summariser.epochs().forEach(view::add);
        LocalView.Row none = new LocalView.Row(new DistinctAddresses.Room(0));
        LocalView.Row row = view.types().getOrDefault(AttackType.ATTACK_ORDER, none);
        assertThat(row.records()).isEqualTo(6);
        assertThat(row.orders()).isEqualTo(4 * 5);
        assertThat(row.packets()).isEmpty();
        assertThat(row.sources()).isEmpty();
        assertThat(view.victims(AttackType.ATTACK_ORDER)).isEqualTo(2);
    }

    private static AttackOrder order(Instant at, String target, long asn) {
        Victim victim = new Victim(
                target,
                new Country("JP"),
                "tld",
                new Asn(asn),
                List.of("http/get"),
                List.of(Service.tcp(443)),
                5);
        return new AttackOrder(new Origin(CONTROL, "test"), at, victim, victim.country());
    }
}
