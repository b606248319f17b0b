package yochi.link.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import yochi.core.model.Alert;
import yochi.core.model.Assessment;
import yochi.core.model.Country;
import yochi.core.model.Forecast;
import yochi.core.model.Mitigation;
import yochi.core.model.Notice;
import yochi.core.model.Prefix;
import yochi.core.model.Tlp;

/** S-3, S-6, S-7: what is shared is STIX 2.1 that strict receivers take, and reads back as it was. */
class StixWriterTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Producer PRODUCER =
            new Producer("centre.example", new Country("JP"), Instant.parse("2026-01-01T00:00:00Z"));
    private static final Recipient OWNER = new Recipient("isp-a", Set.of(Sample.OWN), Tlp.RED);
    private static final Alert HARMLESS = Redaction.of(Sample.alert(), OWNER);

    private final StixWriter writer = new StixWriter(PRODUCER);

    @Test
    void everyBundleKeepsTheRulesOfStrictReceivers() {
        for (List<ObjectNode> objects : List.of(
                writer.alert(Sample.alert(), Sample.RAISED),
                writer.alert(forecastAlert(), Sample.RAISED),
                writer.alert(assessed(), Sample.RAISED, List.of("s1", "s2")),
                writer.forecast(Sample.event(), List.of("s1"), Tlp.GREEN),
                writer.notice(Sample.notice()),
                writer.notice(noticeWithPattern()),
                writer.forecast(Sample.counts(), Tlp.GREEN),
                writer.forecast(Sample.event(), Tlp.CLEAR))) {
            assertThat(StixRules.broken(bundle(objects))).isEmpty();
        }
    }

    @Test
    void theRulesSeeWhatIsWrong() {
        ObjectNode bundle = (ObjectNode) bundle(writer.alert(Sample.alert(), Sample.RAISED));
        ((ObjectNode) bundle.path("objects").get(0)).put("x_yochi", 1);
        ((ObjectNode) bundle.path("objects").get(1)).put("modified", "2026-01-01");
        assertThat(StixRules.broken(bundle)).hasSize(3);
    }

    @Test
    void anAlertReadsBackEqual() {
        assertThat(new StixReader(bundle(writer.alert(HARMLESS, Sample.RAISED))).alerts())
                .containsExactly(HARMLESS);
    }

    @Test
    void aNoticeReadsBackEqual() {
        Notice notice = new Notice("n", HARMLESS, "isp-a", List.of(Sample.mitigation()));
        assertThat(new StixReader(bundle(writer.notice(notice))).notices()).containsExactly(notice);
    }

    private static Alert assessed() {
        return Redaction.of(forecastAlert().with(Sample.assessment()), OWNER);
    }

    @Test
    void whatAnAlertMeansTravelsWithIt() {
        List<ObjectNode> objects = writer.alert(assessed(), Sample.RAISED, List.of("s1"));
        assertThat(new StixReader(bundle(objects)).alerts()).containsExactly(assessed());
        ObjectNode report = objects.getLast();
        assertThat(report.path("labels").get(0).stringValue()).isEqualTo("confirmed");
        assertThat(report.path("confidence").intValue()).isEqualTo(40);
        assertThat(report.path("external_references").get(0).path("external_id").stringValue()).isEqualTo("s1");
        ObjectNode course = one(objects, "course-of-action", 0);
        assertThat(course.path("description").stringValue())
                .startsWith("Recommended: another network is named too, at 192[.]0[.]2[.]7.")
                .contains("Takes effect within PT1S, ends by itself after PT1H.");
        assertThat(StixReader.own(course).path("recommended_by").stringValue()).isEqualTo("ab12 ordered-once");
        ObjectNode wave = one(objects, "campaign", 1);
        assertThat(StixReader.own(wave).path("wave").stringValue()).isEqualTo("JP-2024-02-19-1");
        assertThat(objects)
                .anyMatch(o -> o.path("relationship_type").asString("").equals("related-to")
                        && o.path("target_ref").asString("").equals(wave.path("id").stringValue()));
    }

    @Test
    void nobodyIsToldWhoElseIsToldOrHasAnsweredNorWhereAForeignServerStands() {
        Recipient stranger = new Recipient("isp-c", Set.of(), Tlp.RED);
        Alert alert = Sample.alert().with(Sample.assessment());
        String text = writer.alert(Redaction.of(alert, stranger), Sample.RAISED).toString();
        assertThat(text)
                .doesNotContain("isp-a")
                .doesNotContain("isp-b")
                .doesNotContain("at the edge")
                .doesNotContain("AS64511")
                .doesNotContain("64511")
                .doesNotContain("192.0.2.7")
                .doesNotContain("hostingCountry");
        assertThat(writer.alert(alert, Sample.RAISED).toString()).doesNotContain("192.0.2.7");
    }

    @Test
    void anAlertThatIsOverSaysHowItEndedAndItsWaveGoesOn() {
        List<ObjectNode> objects = writer.alert(assessed(), Sample.RAISED, List.of("s1"));
        List<ObjectNode> over =
                StixWriter.revoked(objects, Sample.RAISED.plusSeconds(9), Assessment.Life.FALSE);
        assertThat(over).extracting(o -> o.path("type").stringValue()).contains("course-of-action", "report");
        assertThat(over).noneMatch(o -> StixReader.own(o).has("wave"));
        ObjectNode report = over.getLast();
        assertThat(report.path("labels").get(0).stringValue()).isEqualTo("false");
        assertThat(StixReader.own(report).path("assessment").path("life").stringValue()).isEqualTo("false");
    }

    private static ObjectNode one(List<ObjectNode> objects, String type, int which) {
        return objects.stream()
                .filter(o -> o.path("type").stringValue().equals(type))
                .toList()
                .get(which);
    }

    @Test
    void forecastsReadBackEqual() {
        for (Forecast forecast : List.of(Sample.counts(), Sample.event())) {
            assertThat(new StixReader(bundle(writer.forecast(forecast, Tlp.GREEN))).forecasts())
                    .containsExactly(forecast);
        }
    }

    @Test
    void theSameAlertGivesTheSameBytesAndALaterVersionTheSameIds() {
        List<ObjectNode> first = writer.alert(Sample.alert(), Sample.RAISED);
        assertThat(writer.alert(Sample.alert(), Sample.RAISED)).isEqualTo(first);
        List<ObjectNode> later = writer.alert(Sample.alert(), Sample.RAISED.plusSeconds(60));
        assertThat(later.stream().map(o -> o.path("id")).toList())
                .isEqualTo(first.stream().map(o -> o.path("id")).toList());
        assertThat(later.getLast().path("modified").stringValue()).isEqualTo("2026-01-02T03:05:05.678Z");
        assertThat(later.getLast().path("created").stringValue()).isEqualTo("2026-01-02T03:04:05.678Z");
    }

    @Test
    void onlyTheMarkingsUsedAreShipped() {
        List<String> markings = writer.alert(Sample.alert(), Sample.RAISED).stream()
                .filter(o -> o.path("type").stringValue().equals("marking-definition"))
                .map(o -> o.path("name").stringValue())
                .toList();
        assertThat(markings).containsExactly("TLP:CLEAR", "TLP:AMBER+STRICT");
    }

    @Test
    void aPatternMatchesTheTrafficOfItsAttackAndNoOther() {
        ObjectNode indicator = writer.notice(noticeWithPattern()).stream()
                .filter(o -> o.path("type").stringValue().equals("indicator"))
                .findFirst()
                .orElseThrow();
        String pattern = indicator.path("pattern").stringValue();
        assertThat(pattern)
                .isEqualTo("[network-traffic:dst_ref.value ISSUBSET '192.0.2.0/24'"
                        + " AND network-traffic:protocols[*] = 'tcp' AND network-traffic:dst_port IN (80, 443)]");
        assertThat(matches(pattern, "192.0.2.9", "tcp", 443)).isTrue();
        assertThat(matches(pattern, "198.51.100.9", "tcp", 443)).isFalse();
        assertThat(matches(pattern, "192.0.2.9", "udp", 443)).isFalse();
        assertThat(matches(pattern, "192.0.2.9", "tcp", 22)).isFalse();
    }

    @Test
    void whatAPatternCannotSayIsNotWrittenAtAll() {
        assertThat(Sample.mitigation().match().packetLength()).isPresent();
        assertThat(writer.notice(Sample.notice()))
                .noneMatch(o -> o.path("type").stringValue().equals("indicator"))
                .anyMatch(o -> o.path("type").stringValue().equals("course-of-action"));
    }

    @Test
    void bundlesAreCutIntoPagesOfAThousandObjects() {
        List<ObjectNode> many = new ArrayList<>();
        IntStream.range(0, 1500).forEach(i -> many.add(StixObjects.autonomousSystem(new yochi.core.model.Asn(i + 1))));
        many.addAll(List.copyOf(many));
        assertThat(StixWriter.bundles(many).stream()
                        .map(b -> b.path("objects").size())
                        .toList())
                .containsExactly(1000, 500);
    }

    @Test
    void theIdOfAnAutonomousSystemIsTheOneEveryProducerMakes() {
        // version 5 over the canonical JSON of the contributing property, computed with another implementation
        assertThat(StixId.autonomousSystem(64496)).isEqualTo("autonomous-system--9ad79ee3-2fde-5015-b0cc-7a96404effca");
    }

    private static boolean matches(String pattern, String destination, String protocol, int port) {
        ObjectNode traffic =
                JSON.createObjectNode().put("type", "network-traffic").put("dst_port", port);
        traffic.putArray("protocols").add("ipv4").add(protocol);
        traffic.putObject("dst_ref").put("type", "ipv4-addr").put("value", destination);
        return PatternReader.parse(pattern).test(traffic);
    }

    private static Notice noticeWithPattern() {
        Mitigation given = Sample.mitigation();
        Mitigation plain = new Mitigation(
                given.id(),
                new Mitigation.Match(
                        Prefix.parse("192.0.2.0/24"),
                        List.of(),
                        Optional.of(6),
                        List.of(80, 443),
                        List.of(),
                        Optional.empty()),
                given.action(),
                given.lease(),
                given.why());
        return new Notice("n", Sample.alert(), "isp-a", List.of(plain));
    }

    private static Alert forecastAlert() {
        Alert a = Sample.alert();
        return new Alert(
                a.id(),
                Alert.Basis.FORECAST,
                a.occurred(),
                a.raised(),
                "An attack is likely",
                a.asn(),
                List.of(),
                0.4,
                24,
                a.evidence(),
                List.of(),
                Tlp.GREEN);
    }

    private static JsonNode bundle(List<ObjectNode> objects) {
        List<ObjectNode> bundles = StixWriter.bundles(objects);
        assertThat(bundles).hasSize(1);
        return JSON.readTree(JSON.writeValueAsBytes(bundles.getFirst()));
    }
}
