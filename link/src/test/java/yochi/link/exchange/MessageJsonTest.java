package yochi.link.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import yochi.core.model.Alert;
import yochi.core.model.Forecast;
import yochi.core.model.Mitigation;
import yochi.core.model.Notice;
import yochi.core.model.Outcome;

/** S-3, R-5: what a centre and a member tell each other reads back as it was written. */
class MessageJsonTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Test
    void aNoticeReadsBackEqual() {
        assertThat(NoticeJson.read(travel(NoticeJson.write(Sample.notice())))).isEqualTo(Sample.notice());
    }

    /** life, facts, options and whom to tell travel; an alert of an older centre reads as one without them. */
    @Test
    void anAssessedAlertReadsBackEqualAndAnOlderOneHasNone() {
        Alert assessed = Sample.alert().with(Sample.assessment());
        JsonNode json = travel(AlertJson.write(assessed));
        assertThat(AlertJson.read(json)).isEqualTo(assessed);
        assertThat(json.at("/victimCountry/by").stringValue()).isEqualTo("tld");
        assertThat(json.at("/originAs/table").stringValue()).isEqualTo("2026-06-01");
        ((ObjectNode) json).remove("life");
        assertThat(AlertJson.read(json)).isEqualTo(Sample.alert());
    }

    @Test
    void aMitigationThatMatchesEveryPortAndDiscardsReadsBackEqual() {
        Mitigation given = Sample.mitigation();
        Mitigation all = new Mitigation(
                given.id(),
                new Mitigation.Match(
                        given.match().destination(),
                        java.util.List.of(),
                        Optional.empty(),
                        java.util.List.of(),
                        java.util.List.of(),
                        Optional.empty()),
                new Mitigation.Action.Discard(),
                given.lease(),
                given.why());
        Notice notice = new Notice("n", Sample.alert(), "isp-a", java.util.List.of(all));
        JsonNode json = travel(NoticeJson.write(notice));
        assertThat(json.at("/mitigations/0/match").has("protocol")).isFalse();
        assertThat(NoticeJson.read(json)).isEqualTo(notice);
    }

    @Test
    void anAcknowledgementReadsBackEqual() {
        assertThat(AcknowledgementJson.read(travel(AcknowledgementJson.write(Sample.acknowledgement()))))
                .isEqualTo(Sample.acknowledgement());
    }

    @Test
    void anOutcomeWithAndWithoutCountersReadsBackEqual() {
        Outcome counted = Sample.outcome();
        Outcome uncounted = new Outcome(
                counted.notice(),
                counted.mitigation(),
                Outcome.State.ACTIVE,
                counted.at(),
                Optional.empty(),
                false,
                counted.why());
        assertThat(OutcomeJson.read(travel(OutcomeJson.write(counted)))).isEqualTo(counted);
        assertThat(OutcomeJson.read(travel(OutcomeJson.write(uncounted)))).isEqualTo(uncounted);
    }

    @Test
    void forecastsOfCountsAndOfEventsReadBackEqual() {
        for (Forecast forecast : java.util.List.of(Sample.counts(), Sample.event())) {
            assertThat(ForecastJson.read(travel(ForecastJson.write(forecast)))).isEqualTo(forecast);
        }
    }

    @Test
    void aMemberOfALaterVersionIsLetBe() {
        ObjectNode json = NoticeJson.write(Sample.notice());
        json.put("colour", "blue");
        assertThat(NoticeJson.read(json)).isEqualTo(Sample.notice());
    }

    @Test
    void whatIsWrongIsNamedByItsPlace() {
        ObjectNode json = NoticeJson.write(Sample.notice());
        ((ObjectNode) json.at("/mitigations/0/match")).put("protocol", 300);
        assertThatThrownBy(() -> NoticeJson.read(json)).hasMessageContaining("not an IP protocol: 300");
        ObjectNode lease = NoticeJson.write(Sample.notice());
        ((ObjectNode) lease.at("/mitigations/0")).put("lease", "P2D");
        assertThatThrownBy(() -> NoticeJson.read(lease)).hasMessageContaining("at most an hour");
        ObjectNode open = NoticeJson.write(Sample.notice());
        ((ObjectNode) open.at("/mitigations/0/match")).remove("destination");
        assertThatThrownBy(() -> NoticeJson.read(open))
                .hasMessage("notice.mitigations[0].match.destination is missing");
    }

    private static JsonNode travel(JsonNode json) {
        return JSON.readTree(JSON.writeValueAsBytes(json));
    }
}
