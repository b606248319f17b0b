package yochi.centre.desk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import yochi.centre.pages.AlertCard;
import yochi.centre.pages.Phrase;
import yochi.centre.pages.Start;
import yochi.centre.pages.View;
import yochi.centre.response.NoticeRecord;
import yochi.centre.round.RoundRecord;
import yochi.core.model.Alert;
import yochi.core.model.Finding;

/** What is new, what to do, what can be left alone. */
final class StartView {
    private static final int NEWS = 20;
    private static final int NOTICES = 200;

    private final Desk desk;
    private final AlertView alerts;

    StartView(Desk desk, AlertView alerts) {
        this.desk = desk;
        this.alerts = alerts;
    }

    Start start(Optional<Instant> since, Instant now) {
        List<AlertCard> cards = alerts.cards();
        List<RoundRecord> rounds = desk.rounds().last(1);
        List<Start.News> news = new ArrayList<>();
        cards.forEach(card -> news.addAll(news(card)));
        rounds.forEach(round -> news.add(news(round)));
        news.removeIf(n -> since.isPresent() && !n.at().isAfter(since.get()));
        news.sort(Comparator.comparing(Start.News::at).reversed().thenComparing(Start.News::id));
        return new Start(
                now,
                news.subList(0, Math.min(NEWS, news.size())),
                Math.max(0, news.size() - NEWS),
                tasks(cards),
                quiet(rounds));
    }

    private static List<Start.News> news(AlertCard card) {
        List<Start.News> out = new ArrayList<>();
        boolean nowcast = card.basis() == Alert.Basis.NOWCAST;
        out.add(new Start.News(
                card.id() + ":raised",
                card.raised(),
                nowcast ? Start.Weight.ACT : Start.Weight.KNOW,
                View.ALERTS,
                Optional.of(card.id()),
                card.title(),
                card.simulated()));
        card.closed()
                .ifPresent(at -> out.add(new Start.News(
                        card.id() + ":closed",
                        at,
                        Start.Weight.NOTE,
                        View.ALERTS,
                        Optional.of(card.id()),
                        new Phrase(
                                "alert.closed",
                                Map.of(),
                                Map.of("title", card.title()),
                                "Closed: " + card.title().text()),
                        card.simulated())));
        for (AlertCard.Measure m : card.mitigations()) {
            out.add(new Start.News(
                    m.id() + ":" + m.stage(),
                    m.changed(),
                    m.stage() == AlertCard.Stage.ACTIVE ? Start.Weight.ACT : Start.Weight.NOTE,
                    View.ALERTS,
                    Optional.of(card.id()),
                    measure(m),
                    m.simulated()));
        }
        return out;
    }

    private static Phrase measure(AlertCard.Measure m) {
        String stage = m.stage().name().toLowerCase(java.util.Locale.ROOT);
        return new Phrase(
                "measure." + stage,
                Map.of("member", m.member(), "match", m.match()),
                "At " + m.member() + " a rule is " + stage + ": " + m.match() + ".");
    }

    private static Start.News news(RoundRecord round) {
        String seconds =
                String.format(java.util.Locale.ROOT, "%.1f", round.total().toMillis() / 1000.0);
        Map<String, String> values = Map.of(
                "number", Long.toString(round.number()),
                "findings", Integer.toString(round.findings().size()),
                "forecasts", Integer.toString(round.forecasts()),
                "seconds", seconds);
        return new Start.News(
                "round:" + round.number(),
                round.started().plus(round.total()),
                round.whole() ? Start.Weight.NOTE : Start.Weight.KNOW,
                View.REGIONS,
                Optional.empty(),
                new Phrase(
                        round.whole() ? "round.done" : "round.partial",
                        values,
                        "Round " + round.number() + (round.whole() ? " is done: " : " is partial: ")
                                + round.findings().size() + " findings, " + round.forecasts() + " forecasts in "
                                + seconds + " s."),
                false);
    }

    private List<Start.Task> tasks(List<AlertCard> cards) {
        List<Start.Task> out = new ArrayList<>();
        for (AlertCard card : cards) {
            if (card.basis() == Alert.Basis.NOWCAST
                    && (card.state() == AlertCard.State.OPEN || card.state() == AlertCard.State.NOTIFIED)) {
                out.add(new Start.Task(
                        card.id(),
                        card.raised(),
                        Optional.empty(),
                        View.ALERTS,
                        Optional.of(card.id()),
                        card.title(),
                        how(card),
                        card.simulated()));
            }
        }
        Set<String> waiting = desk.response().unapproved();
        desk.response().notices(NOTICES).stream()
                .filter(n -> waiting.contains(n.notice().id()))
                .forEach(n -> out.add(approve(n)));
        return out;
    }

    private static Start.Task approve(NoticeRecord notice) {
        String member = notice.notice().recipient();
        return new Start.Task(
                "approve:" + notice.notice().id(),
                notice.issued(),
                Optional.empty(),
                View.ALERTS,
                Optional.of(notice.notice().alert().id()),
                new Phrase(
                        "task.approve",
                        Map.of("member", member),
                        "The mitigations proposed to " + member + " wait for the second signature."),
                new Phrase("task.approve.how", Map.of(), "The approver signs the notice, or lets it be."),
                false);
    }

    private static Phrase how(AlertCard card) {
        return card.state() == AlertCard.State.OPEN
                ? new Phrase(
                        "task.nobody",
                        Map.of("asn", card.asn().toString()),
                        "No member answers for " + card.asn() + ": call its operator.")
                : new Phrase(
                        "task.unanswered",
                        Map.of("asn", card.asn().toString()),
                        "The member that answers for " + card.asn() + " has not acknowledged yet: call its duty desk.");
    }

    private static List<Start.Quiet> quiet(List<RoundRecord> rounds) {
        if (rounds.isEmpty()) {
            return List.of();
        }
        List<Finding> findings = rounds.getFirst().findings();
        int unclear = (int) findings.stream()
                .filter(f -> f instanceof Finding.Locality l && l.verdict() == Finding.Verdict.EVENT_OR_FILTER)
                .count();
        int calm = (int) findings.stream()
                .filter(f -> f instanceof Finding.Trend t
                        && (t.label() == Finding.Label.FLAT || t.label() == Finding.Label.SHRINKING))
                .count();
        return List.of(
                new Start.Quiet(
                        "unclear",
                        unclear,
                        View.REGIONS,
                        new Phrase("quiet.unclear", Map.of(), "Peculiarities of one place"),
                        new Phrase("quiet.unclear.why", Map.of(), "Local event or filter: these data cannot tell.")),
                new Start.Quiet(
                        "calm",
                        calm,
                        View.REGIONS,
                        new Phrase("quiet.calm", Map.of(), "Series that are flat or shrink"),
                        new Phrase("quiet.calm.why", Map.of(), "No more sources come than before.")));
    }
}
