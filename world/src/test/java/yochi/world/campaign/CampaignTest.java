package yochi.world.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import yochi.core.model.YochiException;

/** G-7: a campaign file tells the public record and nothing else. */
class CampaignTest {
    @Test
    void timesAreReadInTheCampaignsOwnZone() {
        Campaign made = MadeCampaign.campaign();
        assertThat(made.begin(made.waves().getFirst())).isEqualTo(Instant.parse("2010-03-01T07:00:00Z"));
        assertThat(made.waves()).hasSize(2);
        assertThat(made.vectors(made.waves().get(1))).extracting(VectorShare::name).containsExactly("ping", "get");
        assertThat(made.waves().getFirst().megabits().played()).contains(20.0);
        assertThat(made.waves().getFirst().megabits()).hasToString("10 to 30");
        assertThat(made.waves().get(1).targets().getFirst().sites()).hasToString("unknown, assumed 4");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "begin: 2010-03-01T20:00 # begin: 2010-03-01T20:00:00Z # not a local time such as",
                "begin: 2010-03-01T20:00 # begin: 2010-02-30T20:00 # not a local time such as",
                "end: 2010-03-02T20:00 # end: 2010-03-01T19:00 # ends at 2010-03-01T19:00, not after its begin",
                "begin: 2010-03-02T20:00 # begin: 2010-03-02T19:00 # before wave one ends",
                "zone: Pacific/Auckland # zone: Pacific/Atlantis # not a time zone such as",
                "name: two # name: one # wave one stands twice",
                "begin: 2010-03-01T21:00 # begin: 2010-03-01T19:00 # outside the wave",
                "machines: {value: 500, source: book} # machines: {value: 500} # a published figure names its source",
                "machines: {value: 500, source: book} # machines: {value: 500, source: bok} # source bok is not among",
                "machines: {value: 500, source: book} # machines: {} # either published",
                "machines: {unknown: not counted} # machines: {unknown: none, source: book} # has no source",
                "machines: {value: 500, source: book} # machines: {value: 5, source: book, assumed: 6} # stands in",
                "megabits: {low: 10, high: 30, source: book} # megabits: {low: 40, high: 30, source: book} # low 40",
                "megabits: {unknown: not measured} # megabytes: {unknown: not measured} # did you mean megabits?",
                "sites: {value: 6, source: book} # sites: {value: 6.5, source: book} # whole number",
                "sector: finance # sector: bank.example # a sector is a word",
                "vectors: [ping] # vectors: [pong] # names vector pong",
                "year: 2010 # year: 1900 # a year from 1988 on",
                "list: {at: 2010-03-01T22:00, source: book} # list: {at: 2010-03-01T22:00} # either at with its source",
                "assumedBefore: 7h # assumedBefore: 7h, assumedAfter: 1h # not both",
                "order: http/get # order: httpget # kind/method",
                "share: {value: 0.9, source: book} # share: {value: 9, source: book} # share is between 0 and 1",
                "precision: day # precision: weekday # is none of",
            })
    void aFaultIsToldWithItsPlaceAndWhatToWrite(String good, String bad, String told) {
        assertThat(MadeCampaign.TEXT).contains(good);
        assertThatThrownBy(() -> MadeCampaign.parse(MadeCampaign.TEXT.replaceFirst(
                        java.util.regex.Pattern.quote(good), java.util.regex.Matcher.quoteReplacement(bad))))
                .isInstanceOf(YochiException.class)
                .hasMessageContaining("made.yaml")
                .hasMessageContaining("line ")
                .hasMessageContaining(told);
    }
}
