package yochi.centre.desk;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import yochi.centre.pages.Loop;
import yochi.centre.pages.Phrase;
import yochi.centre.response.MitigationRecord;
import yochi.centre.response.NoticeRecord;
import yochi.centre.round.RoundRecord;
import yochi.centre.sharing.Delivery;
import yochi.centre.situation.AlertRecord;
import yochi.core.model.Alert;
import yochi.core.model.Outcome;

/** The response loop with its times, from what the rooms wrote down. */
final class LoopView {
    private static final int LOOKED_AT = 200;
    private static final double ROUND_LIMIT_SECONDS = 1800;
    private static final double SHARED_LIMIT_SECONDS = 600;
    private static final double NOTICE_LIMIT_SECONDS = 600;

    private final Desk desk;

    LoopView(Desk desk) {
        this.desk = desk;
    }

    Loop loop(List<Loop.Figure> more) {
        List<Loop.Figure> figures = new ArrayList<>(more);
        figures.add(rounds());
        figures.add(shared());
        figures.add(notices());
        List<Loop.Step> steps = new ArrayList<>();
        desk.rounds().times(20).forEach(r -> steps.add(step(r)));
        desk.situation()
                .newest(LOOKED_AT)
                .forEach(a -> a.steps()
                        .forEach(s -> steps.add(new Loop.Step(
                                s.at(), "centre", "alert." + s.what(), a.alert().id(), what(a.alert(), s), false))));
        desk.response().notices(LOOKED_AT).forEach(n -> steps.addAll(steps(n)));
        desk.response().mitigations(LOOKED_AT).forEach(m -> steps.addAll(steps(m)));
        desk.sharing().deliveries().forEach(d -> steps.add(step(d)));
        steps.sort(Comparator.comparing(Loop.Step::at));
        return new Loop(figures, steps, steps.stream().anyMatch(Loop.Step::simulated));
    }

    /** Why an alert ended says nothing without which it was. */
    private static Phrase what(Alert alert, AlertRecord.Step step) {
        Phrase why = Sentences.of(step.why());
        Phrase title = AlertView.title(alert);
        // A step that raised or changed it carries the title of that moment.
        return why.code().startsWith("alert.") || why.text().equals(alert.title())
                ? why
                : new Phrase(
                        "step.alert",
                        Map.of(),
                        Map.of("title", title, "why", why),
                        title.text() + ": " + why.text());
    }

    private Loop.Figure rounds() {
        List<RoundRecord> rounds = desk.rounds().times(LOOKED_AT);
        Optional<RoundRecord> slowest = rounds.stream().max(Comparator.comparing(RoundRecord::total));
        return figure(
                "round",
                "A-20",
                OptionalDouble.of(ROUND_LIMIT_SECONDS),
                "monotonic",
                "round.started",
                slowest.map(RoundRecord::started),
                "round.finished",
                slowest.map(r -> r.started().plus(r.total())),
                rounds.size());
    }

    private Loop.Figure shared() {
        List<Delivery> deliveries = desk.sharing().deliveries();
        Optional<Delivery> slowest = deliveries.stream().max(Comparator.comparing(Delivery::fromOccurrence));
        return figure(
                "shared",
                "S-11",
                OptionalDouble.of(SHARED_LIMIT_SECONDS),
                "wall",
                "occurred",
                slowest.map(Delivery::occurred),
                "alert.delivered",
                slowest.map(Delivery::delivered),
                deliveries.size());
    }

    private Loop.Figure notices() {
        // Of each alert the first notice; later ones tell what was added long after it was raised.
        Map<String, NoticeRecord> first = new TreeMap<>();
        desk.response().notices(LOOKED_AT).forEach(n -> first.merge(
                n.notice().alert().id(), n, (a, b) -> a.issued().isBefore(b.issued()) ? a : b));
        List<NoticeRecord> answered = first.values().stream()
                .filter(n -> n.acknowledged().isPresent())
                .toList();
        Optional<NoticeRecord> slowest = answered.stream()
                .max(Comparator.comparing(n -> Duration.between(
                        n.notice().alert().occurred(), n.acknowledged().orElseThrow())));
        return figure(
                "notice",
                "R-5",
                OptionalDouble.of(NOTICE_LIMIT_SECONDS),
                "wall",
                "occurred",
                slowest.map(n -> n.notice().alert().occurred()),
                "acknowledgement.verified",
                slowest.flatMap(NoticeRecord::acknowledged),
                answered.size());
    }

    private static Loop.Figure figure(
            String id,
            String requirement,
            OptionalDouble limit,
            String clock,
            String startEvent,
            Optional<Instant> start,
            String stopEvent,
            Optional<Instant> stop,
            long n) {
        OptionalDouble measured = start.isPresent() && stop.isPresent()
                ? OptionalDouble.of(Duration.between(start.get(), stop.get()).toNanos() / 1e9)
                : OptionalDouble.empty();
        return new Loop.Figure(
                id,
                requirement,
                limit,
                measured,
                clock,
                start.map(s -> startEvent),
                start,
                stop.map(s -> stopEvent),
                stop,
                n,
                false);
    }

    private static Loop.Step step(RoundRecord round) {
        return new Loop.Step(
                round.started().plus(round.total()),
                "centre",
                "round.finished",
                Long.toString(round.number()),
                new Phrase(
                        "step.round",
                        Map.of(
                                "number",
                                Long.toString(round.number()),
                                "until",
                                round.until().toString()),
                        "Round " + round.number() + " on data until " + round.until() + "."),
                false);
    }

    private static List<Loop.Step> steps(NoticeRecord n) {
        String id = n.notice().id();
        String member = n.notice().recipient();
        List<Loop.Step> out = new ArrayList<>();
        out.add(notice(n.issued(), "centre", "notice.issued", id, member));
        n.approved().ifPresent(at -> out.add(notice(at, "approver", "notice.approved", id, member)));
        n.delivered().ifPresent(at -> out.add(notice(at, "centre", "notice.delivered", id, member)));
        n.acknowledged().ifPresent(at -> out.add(notice(at, member, "notice.acknowledged", id, member)));
        return out;
    }

    private static Loop.Step notice(Instant at, String party, String event, String id, String member) {
        String word = event.substring(event.indexOf('.') + 1);
        return new Loop.Step(
                at,
                party,
                event,
                id,
                new Phrase("step." + event, Map.of("member", member), "Notice to " + member + " " + word + "."),
                false);
    }

    private static List<Loop.Step> steps(MitigationRecord m) {
        return m.outcomes().stream().map(o -> step(m, o)).toList();
    }

    private static Loop.Step step(MitigationRecord m, Outcome o) {
        String word = o.state().name().toLowerCase(java.util.Locale.ROOT);
        return new Loop.Step(
                o.at(),
                m.member(),
                "rule." + word,
                o.mitigation(),
                new Phrase(
                        "step.rule." + word,
                        Map.of("member", m.member()),
                        Map.of("why", Sentences.of(o.why())),
                        "Rule at " + m.member() + " " + word + ": " + o.why()),
                o.simulated());
    }

    private static Loop.Step step(Delivery d) {
        return new Loop.Step(
                d.delivered(),
                d.reader(),
                "alert.delivered",
                d.alert(),
                new Phrase("step.delivered", Map.of("reader", d.reader()), "Alert fetched by " + d.reader() + "."),
                false);
    }
}
