package yochi.centre.desk;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import yochi.centre.pages.AlertCard;
import yochi.centre.pages.Phrase;
import yochi.centre.response.MitigationRecord;
import yochi.centre.response.NoticeRecord;
import yochi.centre.situation.AlertRecord;
import yochi.core.model.Acknowledgement;
import yochi.core.model.Alert;
import yochi.core.model.AttackType;
import yochi.core.model.Mitigation;
import yochi.core.model.Outcome;
import yochi.core.model.Party;

/** Alerts with their notices and mitigations, as the pages show them. */
final class AlertView {
    private static final int SHOWN = 200;

    private final Desk desk;

    AlertView(Desk desk) {
        this.desk = desk;
    }

    List<AlertCard> cards() {
        List<NoticeRecord> notices = desk.response().notices(SHOWN);
        List<MitigationRecord> mitigations = desk.response().mitigations(SHOWN);
        // However many came after it: an alert that is open is shown.
        return Stream.concat(desk.situation().open().stream(), desk.situation().newest(SHOWN).stream())
                .collect(Collectors.toMap(r -> r.alert().id(), r -> r, (a, b) -> a, LinkedHashMap::new))
                .values()
                .stream()
                .map(record -> card(record, notices, mitigations))
                .toList();
    }

    private static AlertCard card(
            AlertRecord record, List<NoticeRecord> allNotices, List<MitigationRecord> allMitigations) {
        Alert alert = record.alert();
        List<NoticeRecord> notices = allNotices.stream()
                .filter(n -> n.notice().alert().id().equals(alert.id()))
                .toList();
        List<AlertCard.Measure> measures = allMitigations.stream()
                .filter(m -> notices.stream().anyMatch(n -> n.notice().id().equals(m.notice())))
                .map(m -> measure(m, notices))
                .toList();
        boolean forecast = alert.basis() == Alert.Basis.FORECAST;
        return new AlertCard(
                alert.id(),
                alert.basis(),
                state(record, notices, measures),
                party(alert),
                alert.occurred(),
                alert.raised(),
                record.closed(),
                title(alert),
                alert.asn(),
                alert.victims(),
                forecast ? OptionalDouble.of(alert.probability()) : OptionalDouble.empty(),
                forecast ? OptionalDouble.of(alert.horizonHours()) : OptionalDouble.empty(),
                alert.evidence().stream().map(Sentences::of).toList(),
                alert.advice().stream().map(Sentences::of).toList(),
                alert.tlp(),
                record.forecasts(),
                notices.stream()
                        .map(n -> new AlertCard.Sent(
                                n.notice().id(), n.notice().recipient(), n.issued(), n.acknowledged()))
                        .toList(),
                measures,
                measures.stream().anyMatch(AlertCard.Measure::simulated),
                alert.assessment());
    }

    /** Orders and events speak of victims; a surge of counts of the kind that it counts. */
    private static Party party(Alert alert) {
        for (AttackType type : AttackType.values()) {
            if (alert.title().contains("surge of " + type + " on")) {
                return type.party();
            }
        }
        return Party.VICTIM;
    }

    static Phrase title(Alert alert) {
        return alert.basis() == Alert.Basis.NOWCAST
                ? new Phrase(
                        "alert.ordered",
                        java.util.Map.of(
                                "n",
                                Integer.toString(alert.victims().size()),
                                "asn",
                                alert.asn().toString()),
                        alert.title())
                : Sentences.of(alert.title());
    }

    private static AlertCard.State state(
            AlertRecord record, List<NoticeRecord> notices, List<AlertCard.Measure> measures) {
        if (record.life().over()) {
            return AlertCard.State.CLOSED;
        }
        if (measures.stream().anyMatch(m -> m.stage() == AlertCard.Stage.ACTIVE)) {
            return AlertCard.State.MITIGATED;
        }
        boolean answered = notices.stream().anyMatch(n -> n.acknowledged().isPresent());
        if (answered || record.seen()) {
            return AlertCard.State.ACKNOWLEDGED;
        }
        return notices.isEmpty() ? AlertCard.State.OPEN : AlertCard.State.NOTIFIED;
    }

    private static AlertCard.Measure measure(MitigationRecord record, List<NoticeRecord> notices) {
        NoticeRecord notice = notices.stream()
                .filter(n -> n.notice().id().equals(record.notice()))
                .findFirst()
                .orElseThrow();
        Mitigation m = record.mitigation();
        Optional<Outcome> last = record.outcomes().isEmpty()
                ? Optional.empty()
                : Optional.of(record.outcomes().getLast());
        Optional<Outcome.Counters> counters = record.outcomes().reversed().stream()
                .flatMap(o -> o.counters().stream())
                .findFirst();
        boolean armed = notice.answers().stream()
                .anyMatch(a -> a.mitigation().equals(m.id()) && a.decision() == Acknowledgement.Decision.ARMED);
        AlertCard.Stage stage =
                last.map(o -> stage(o.state())).orElse(armed ? AlertCard.Stage.ARMED : AlertCard.Stage.PROPOSED);
        Instant changed = last.map(Outcome::at).orElse(notice.acknowledged().orElse(notice.issued()));
        return new AlertCard.Measure(
                m.id(),
                record.member(),
                stage,
                match(m.match()),
                action(m.action()),
                changed,
                stage == AlertCard.Stage.ACTIVE ? Optional.of(changed.plus(m.lease())) : Optional.empty(),
                counters.map(c -> OptionalLong.of(c.droppedPackets())).orElse(OptionalLong.empty()),
                counters.map(c -> OptionalLong.of(c.passedPackets())).orElse(OptionalLong.empty()),
                record.outcomes().stream().anyMatch(Outcome::simulated));
    }

    private static AlertCard.Stage stage(Outcome.State state) {
        return switch (state) {
            case ARMED -> AlertCard.Stage.ARMED;
            case ACTIVE -> AlertCard.Stage.ACTIVE;
            case WITHDRAWN, EXPIRED, FAILED -> AlertCard.Stage.WITHDRAWN;
        };
    }

    private static String match(Mitigation.Match match) {
        StringBuilder out = new StringBuilder("destination " + match.destination());
        match.protocol().ifPresent(p -> out.append(" protocol ").append(p));
        if (!match.destinationPorts().isEmpty()) {
            out.append(" destination-port ").append(join(match.destinationPorts()));
        }
        if (!match.sourcePorts().isEmpty()) {
            out.append(" source-port ").append(join(match.sourcePorts()));
        }
        match.packetLength().ifPresent(l -> out.append(" packet-length ").append(l.low() + "-" + l.high()));
        match.sources().forEach(s -> out.append(" source ").append(s));
        return out.toString();
    }

    private static String join(List<Integer> ports) {
        return String.join(",", ports.stream().map(String::valueOf).toList());
    }

    private static String action(Mitigation.Action action) {
        return switch (action) {
            case Mitigation.Action.Discard d -> "discard";
            case Mitigation.Action.Limit l -> "rate-limit " + l.bytesPerSecond() + " bytes/s";
        };
    }
}
