package yochi.link.exchange;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import yochi.core.model.Acknowledgement;
import yochi.core.model.Alert;
import yochi.core.model.Asn;
import yochi.core.model.Assessment;
import yochi.core.model.AttackType;
import yochi.core.model.Country;
import yochi.core.model.Forecast;
import yochi.core.model.Metric;
import yochi.core.model.Mitigation;
import yochi.core.model.Notice;
import yochi.core.model.Outcome;
import yochi.core.model.Prediction;
import yochi.core.model.Prefix;
import yochi.core.model.Region;
import yochi.core.model.Service;
import yochi.core.model.Tlp;
import yochi.core.model.Victim;
import yochi.core.model.Words;

/** One of each message, hand-written, on documentation addresses. */
final class Sample {
    static final Asn OWN = new Asn(64_496);
    static final Asn OTHER = new Asn(64_511);
    static final Instant LISTED = Instant.parse("2024-02-19T06:05:00Z");
    static final Instant RAISED = Instant.parse("2026-01-02T03:04:05.678Z");

    private Sample() {}

    static Alert alert() {
        return new Alert(
                "0190a1b2-0000-7000-8000-000000000001",
                Alert.Basis.NOWCAST,
                LISTED,
                RAISED,
                "Attack ordered on 2 targets in AS64496",
                OWN,
                List.of(victim("a38d643ee2e5", OWN), victim("93a73bf80e8b", OWN), victim("3aec88a81fec", OTHER)),
                1,
                0,
                List.of(
                        "A node abroad saw the order at http://control.example/list from 192.0.2.7.",
                        "AS64511 is named in the same list."),
                List.of("Arm the rate limit toward the protected prefix."),
                Tlp.AMBER_STRICT);
    }

    static Assessment assessment() {
        Words words = new Words("AS64511 is named too, at 192.0.2.7.", "AS64511 も 192.0.2.7 で挙げられています。");
        return new Assessment(
                Assessment.Life.CONFIRMED,
                Optional.of("JP-2024-02-19-1"),
                List.of(words),
                List.of(words),
                List.of(new Assessment.Unknown(words, Words.same("flow records"))),
                List.of(new Assessment.Option(
                        "limit",
                        words,
                        words,
                        OptionalDouble.of(0.5),
                        words,
                        words,
                        words,
                        Duration.ofSeconds(1),
                        Optional.of(Duration.ofHours(1)))),
                Optional.of(new Assessment.Recommendation("ab12", "ordered-once", "limit", words, words)),
                new Assessment.Place(
                        new Assessment.VictimCountry(new Country("JP"), "tld"),
                        new Country("US"),
                        new Assessment.OriginAs(OWN, Optional.of(LocalDate.parse("2026-06-01")))),
                List.of(
                        new Assessment.Told(
                                "isp-a",
                                Assessment.Role.PROVIDER,
                                words,
                                Optional.of(Assessment.CostLoss.of(0.4, 0.25))),
                        new Assessment.Told("isp-b", Assessment.Role.OWNER, words, Optional.empty())),
                List.of(
                        new Assessment.Answer("isp-a", Assessment.Verdict.SEEN_HERE, RAISED, "at the edge"),
                        new Assessment.Answer("isp-b", Assessment.Verdict.FALSE, RAISED, "")),
                List.of(words));
    }

    static Victim victim(String pseudonym, Asn asn) {
        return new Victim(
                pseudonym,
                new Country("JP"),
                "tld",
                asn,
                List.of("http/get", "tcp/syn"),
                List.of(Service.tcp(80), Service.tcp(443)),
                6);
    }

    static Mitigation mitigation() {
        return new Mitigation(
                "0190a1b2-0000-7000-8000-000000000002",
                new Mitigation.Match(
                        Prefix.parse("192.0.2.0/24"),
                        List.of(Prefix.parse("198.51.100.0/24")),
                        Optional.of(6),
                        List.of(443),
                        List.of(),
                        Optional.of(new Mitigation.Range(40, 60))),
                new Mitigation.Action.Limit(1_250_000),
                Duration.ofMinutes(30),
                "A flood of HTTP requests over TCP 443 is ordered.");
    }

    static Notice notice() {
        return new Notice("0190a1b2-0000-7000-8000-000000000003", alert(), "isp-a", List.of(mitigation()));
    }

    static Acknowledgement acknowledgement() {
        return new Acknowledgement(
                notice().id(),
                Optional.of("message-1"),
                RAISED,
                List.of(new Acknowledgement.Answer(
                        mitigation().id(), Acknowledgement.Decision.ARMED, "Inside the registered prefix.")));
    }

    static Outcome outcome() {
        return new Outcome(
                notice().id(),
                mitigation().id(),
                Outcome.State.WITHDRAWN,
                RAISED,
                Optional.of(new Outcome.Counters(10, 1000, 20, 2000)),
                true,
                "The lease ended.");
    }

    static Forecast counts() {
        return new Forecast(
                question(Metric.SOURCES),
                new Prediction.Quantiles(Map.of(0.05, 1.5, 0.5, 10.0, 0.95, 31.25)),
                List.of(new Prediction.Rival("mean7", new Prediction.Quantiles(Map.of(0.5, 12.0)))),
                Instant.parse("2013-06-01T00:00:00Z"),
                Instant.parse("2013-06-01T00:00:00Z"),
                "ets/1",
                List.of("Sensor oregon did not watch for 3 h."));
    }

    static Forecast event() {
        return new Forecast(
                question(Metric.ORDERS),
                new Prediction.Probability(0.25),
                List.of(new Prediction.Rival("climatology", new Prediction.Probability(0.0625))),
                Instant.parse("2013-06-01T00:00:00Z"),
                Instant.parse("2013-05-31T00:00:00Z"),
                "hazard/1",
                List.of());
    }

    private static Prediction.Question question(Metric metric) {
        return new Prediction.Question(
                new Region("JP"),
                AttackType.SCAN_SYN,
                Service.tcp(445),
                metric,
                Instant.parse("2013-06-01T00:00:00Z"),
                Instant.parse("2013-06-02T00:00:00Z"));
    }
}
