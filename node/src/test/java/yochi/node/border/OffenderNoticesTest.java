package yochi.node.border;

import static org.assertj.core.api.Assertions.assertThat;
import static yochi.node.border.MadeOffenders.known;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import yochi.core.model.Country;
import yochi.core.model.NodeId;
import yochi.core.model.OffenderReport;

/** R-8, S-6: machines that attack are told to their own country, by policy only, and by no policy by default. */
class OffenderNoticesTest {
    private static final NodeCard CARD = new NodeCard(
            new NodeId(UUID.fromString("01940000-0000-7000-8000-000000000001")), "n", new Country("SG"), 1, "r");
    private static final Country JP = new Country("JP");
    private static final Instant AT = MadeOffenders.AT;
    private long sequence;

    private OffenderNotices desk(String policy, Country addressee) {
        return new OffenderNotices(CARD, addressee, PrivacyPolicy.ofYaml(policy), () -> ++sequence);
    }

    @Test
    void noPolicyThatDoesNotSaySoLetsAnythingOut() {
        for (String policy : List.of("name: strict", "{name: x, victims: own-country}", "{name: x, offenders: none}")) {
            assertThat(desk(policy, JP).tells()).isFalse();
            assertThat(desk(policy, JP).reports(AT, known(3, 9), true)).isEmpty();
        }
        assertThat(desk("{name: x, offenders: own-country}", Country.UNKNOWN).tells()).isFalse();
    }

    @Test
    void aReportNamesTheProvenAndRoundsHowManyAreNot() {
        List<OffenderReport> reports = desk("{name: x, offenders: own-country}", JP).reports(AT, known(2, 11), false);
        assertThat(reports).singleElement().satisfies(r -> {
            assertThat(r.addressee()).isEqualTo(JP);
            assertThat(r.seenIn()).isEqualTo(new Country("SG"));
            assertThat(r.offenders()).hasSize(2);
            assertThat(r.unproven()).isEqualTo(15);
            assertThat(r.sequence()).isEqualTo(1);
        });
    }

    @Test
    void nothingNewIsNotToldButTheEndOfADayIs() {
        OffenderNotices desk = desk("{name: x, offenders: own-country}", JP);
        assertThat(desk.reports(AT, known(0, 11), false)).isEmpty();
        assertThat(desk.reports(AT, known(0, 0), true)).singleElement().satisfies(r -> assertThat(r.offenders())
                .isEmpty());
    }

    @Test
    void tooManyForOneReportTravelInSeveral() {
        List<OffenderReport> reports =
                desk("{name: x, offenders: own-country}", JP).reports(AT, known(10_001, 5), false);
        assertThat(reports).extracting(r -> r.offenders().size()).containsExactly(10_000, 1);
        assertThat(reports).extracting(OffenderReport::unproven).containsExactly(5L, 0L);
    }

    @Test
    void everyLayerMustConsent() {
        PrivacyPolicy tells = PrivacyPolicy.ofYaml("{name: a, offenders: own-country}");
        PrivacyPolicy silent = PrivacyPolicy.ofYaml("name: b");
        assertThat(PolicyLayers.of(List.of(tells, silent)).policy().offenders())
                .isEqualTo(PrivacyPolicy.OffenderRule.NONE);
        assertThat(PolicyLayers.of(List.of(tells, tells)).policy().offenders())
                .isEqualTo(PrivacyPolicy.OffenderRule.OWN_COUNTRY);
    }
}
