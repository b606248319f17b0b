package yochi.node.border;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import yochi.core.model.Asn;
import yochi.core.model.Country;
import yochi.core.model.NodeId;
import yochi.core.model.Service;
import yochi.core.model.Victim;
import yochi.core.model.VictimReport;
import yochi.node.observation.AttackOrder;
import yochi.node.observation.Origin;
import yochi.node.observation.Sensor;

/** R-4, S-6: victims are told to their own country, by policy only. */
class VictimNoticesTest {
    private static final NodeId NODE = new NodeId(UUID.fromString("01940000-0000-7000-8000-000000000001"));
    private static final Country JP = new Country("JP");
    private static final Country DE = new Country("DE");
    private static final Instant AT = Instant.parse("2024-02-01T00:00:00Z");
    private long sequence;

    private VictimNotices desk(String victims) {
        PrivacyPolicy policy = PrivacyPolicy.ofYaml("{name: x, victims: " + victims + "}");
        return new VictimNotices(NODE, JP, policy, () -> ++sequence);
    }

    @Test
    void withoutTheRuleNobodyIsTold() {
        assertThat(desk("none").list(AT, List.of(order("a", JP, 1)))).isEmpty();
    }

    @Test
    void theCentreOfACountryIsToldOfItsOwnVictimsAndOfNoOthers() {
        List<AttackOrder> orders =
                List.of(order("a", JP, 1), order("b", DE, 2), order("c", JP, 3), order("d", Country.UNKNOWN, 4));
        List<VictimReport> reports = desk("own-country").list(AT, orders);
        assertThat(reports).extracting(VictimReport::addressee).containsExactly(JP);
        assertThat(reports.getFirst().victims()).extracting(Victim::pseudonym).containsExactly("a", "c");
        assertThat(reports).extracting(VictimReport::sequence).containsExactly(1L);
        assertThat(reports).noneMatch(VictimReport::withdrawn);
    }

    /** A victim of another country in a network at home is told only where the policy says so by a word of its own. */
    @Test
    void theHostOfAForeignVictimIsToldOnlyByARuleOfItsOwn() {
        List<AttackOrder> orders = List.of(hosted("a", DE, JP), hosted("b", DE, DE), hosted("c", JP, DE));
        assertThat(desk("own-country").list(AT, orders))
                .singleElement()
                .satisfies(r -> assertThat(r.victims()).extracting(Victim::pseudonym).containsExactly("c"));
        assertThat(desk("own-country-or-host").list(AT, orders)).singleElement().satisfies(r -> {
            assertThat(r.addressee()).isEqualTo(JP);
            assertThat(r.victims()).extracting(Victim::pseudonym).containsExactly("a", "c");
            assertThat(r.victims()).extracting(Victim::hosting).containsExactly(JP, DE);
        });
    }

    @Test
    void changesAndWithdrawalsAreToldOnceAndUnchangedListsNotAgain() {
        VictimNotices desk = desk("own-country");
        desk.list(AT, List.of(order("a", JP, 1), order("b", JP, 1)));
        assertThat(desk.list(AT.plusSeconds(60), List.of(order("a", JP, 1), order("b", JP, 1))))
                .isEmpty();
        List<VictimReport> reports = desk.list(AT.plusSeconds(120), List.of(order("b", JP, 7)));
        assertThat(reports).extracting(VictimReport::withdrawn).containsExactly(false, true);
        assertThat(reports.get(0).victims()).singleElement().matches(v -> v.orders() == 7);
        assertThat(reports.get(1).victims())
                .singleElement()
                .matches(v -> v.pseudonym().equals("a"));
    }

    private static AttackOrder hosted(String target, Country country, Country server) {
        AttackOrder order = order(target, country, 1);
        Victim v = order.victim();
        Victim placed = new Victim(
                target, country, "tld", v.asn(), v.vectors(), v.services(), v.orders(), server);
        return new AttackOrder(order.origin(), AT, placed, server);
    }

    private static AttackOrder order(String target, Country country, long orders) {
        Victim victim = new Victim(
                target, country, "tld", new Asn(64_496), List.of("http/get"), List.of(Service.tcp(443)), orders);
        return new AttackOrder(new Origin(Sensor.of("control", Country.UNKNOWN), "test"), AT, victim, country);
    }
}
