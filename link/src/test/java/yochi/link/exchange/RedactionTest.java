package yochi.link.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import yochi.core.model.Alert;
import yochi.core.model.Asn;
import yochi.core.model.Assessment;
import yochi.core.model.Tlp;
import yochi.core.model.Victim;

/** S-6: a recipient sees its own networks; of others it learns only how many. */
class RedactionTest {
    @Test
    void theOwnerSeesItsOwnVictimsAndTheNumberOfTheOthers() {
        Alert seen = Redaction.of(Sample.alert(), new Recipient("isp-a", Set.of(Sample.OWN), Tlp.RED));
        assertThat(seen.asn()).isEqualTo(Sample.OWN);
        assertThat(seen.victims()).extracting(Victim::pseudonym).containsExactly("a38d643ee2e5", "93a73bf80e8b");
        assertThat(seen.evidence())
                .containsExactly(
                        "A node abroad saw the order at hxxp://control[.]example/list from 192[.]0[.]2[.]7.",
                        "another network is named in the same list.",
                        "1 target in another network is not named here.");
    }

    @Test
    void aStrangerLearnsNoNetworkAtAll() {
        Alert seen = Redaction.of(Sample.alert(), new Recipient("lab", Set.of(), Tlp.RED));
        assertThat(seen.asn()).isEqualTo(Asn.UNKNOWN);
        assertThat(seen.victims()).isEmpty();
        assertThat(seen.toString())
                .doesNotContain("64496")
                .doesNotContain("64511")
                .doesNotContain("a38d643ee2e5");
        assertThat(seen.evidence()).contains("3 targets in other networks are not named here.");
    }

    @Test
    void theAssessmentNamesNoOtherNetworkAndNobodyElseWhoIsToldOrAnswered() {
        Alert given = Sample.alert().with(Sample.assessment());
        Assessment own = Redaction.of(given, new Recipient("isp-a", Set.of(Sample.OWN), Tlp.RED)).assessment();
        assertThat(own.facts().getFirst().en()).isEqualTo("another network is named too, at 192[.]0[.]2[.]7.");
        assertThat(own.facts().getFirst().ja()).startsWith("他のネットワーク");
        assertThat(own.place()).isEqualTo(given.assessment().place());
        assertThat(own.tell()).extracting(Assessment.Told::who).containsExactly("isp-a");
        assertThat(own.answers()).extracting(Assessment.Answer::who).containsExactly("isp-a");
        Assessment strange = Redaction.of(given, new Recipient("lab", Set.of(), Tlp.RED)).assessment();
        assertThat(strange.place().originAs()).isEqualTo(Assessment.Place.UNKNOWN.originAs());
        assertThat(strange.toString()).doesNotContain("64496").doesNotContain("64511").doesNotContain("isp-");
        assertThat(strange.options()).hasSize(1);
    }

    @Test
    void aClearanceReachesUpToItsMarking() {
        Recipient lab = new Recipient("lab", Set.of(), Tlp.AMBER);
        assertThat(lab.mayRead(Tlp.GREEN)).isTrue();
        assertThat(lab.mayRead(Tlp.AMBER)).isTrue();
        assertThat(lab.mayRead(Tlp.AMBER_STRICT)).isFalse();
    }
}
