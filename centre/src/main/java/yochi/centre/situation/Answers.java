package yochi.centre.situation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import yochi.centre.decision.DecisionTable;
import yochi.centre.decision.EconomicValue;
import yochi.core.model.Alert;
import yochi.core.model.Assessment;
import yochi.core.model.Assessment.Life;
import yochi.core.model.Assessment.Verdict;

/** What people say of alerts, and what that makes of them; each person's last word counts. */
final class Answers {
    /** Why an event's alert ended without its event. */
    static final String PASSED = "The days spoken of have passed.";
    /** The same of a surge: it came, or it did not; where the count of its days is not known, it is only over. */
    static final String SURGED = "The days spoken of have passed, and the surge came.";

    static final String NO_SURGE = "The days spoken of have passed, and no surge came.";
    /** Why an event's alert came true. */
    static final String OBSERVED = "An order has been observed.";

    private Answers() {}

    /**
     * The alert after an answer: an analyst's "false" makes it false, "seen here" confirms one that is new; no other
     * word changes its life.
     */
    static Alert after(Alert alert, Assessment.Answer answer, boolean analyst) {
        List<Assessment.Answer> all = new ArrayList<>(alert.assessment().answers().stream()
                .filter(a -> !a.who().equals(answer.who()))
                .toList());
        all.add(answer);
        Life life = alert.assessment().life();
        Life next = switch (answer.verdict()) {
            case FALSE -> analyst ? Life.FALSE : life;
            case SEEN_HERE -> life == Life.NEW ? Life.CONFIRMED : life;
            case HANDLED -> life;
        };
        return alert.with(alert.assessment().with(next).withAnswers(all));
    }

    /** Whether people say that it was right; empty where they do not say, or contradict each other. */
    static Optional<Boolean> said(Assessment a) {
        boolean wrong = a.answers().stream().anyMatch(x -> x.verdict() == Verdict.FALSE);
        boolean right = a.answers().stream().anyMatch(x -> x.verdict() == Verdict.SEEN_HERE);
        if (a.life() == Life.FALSE) {
            return Optional.of(false);
        }
        return wrong == right ? Optional.empty() : Optional.of(right);
    }

    /** Whether the data say so themselves: a second node, an order after the forecast or none until its end, counts. */
    static Optional<Boolean> observed(AlertRecord record, DecisionTable.Kind kind) {
        List<AlertRecord.Step> steps = record.steps();
        return switch (kind) {
            case ORDER ->
                steps.stream().anyMatch(s -> s.what().equals("confirmed") && s.by().equals(Situation.CENTRE))
                        ? Optional.of(true)
                        : Optional.empty();
            case EVENT -> {
                if (steps.stream().anyMatch(s -> s.what().equals(AlertRecord.CAME) || s.why().equals(OBSERVED))) {
                    yield Optional.of(true);
                }
                yield steps.stream().anyMatch(s -> s.why().equals(PASSED)) ? Optional.of(false) : Optional.empty();
            }
            case SURGE ->
                steps.stream()
                        .map(AlertRecord.Step::why)
                        .filter(why -> why.equals(SURGED) || why.equals(NO_SURGE))
                        .map(SURGED::equals)
                        .findFirst();
        };
    }

    /** Precision by kind of alert, with and without what people said. */
    static List<Precision> precision(Handle h) {
        List<Precision> out = new ArrayList<>();
        for (DecisionTable.Kind kind : DecisionTable.Kind.values()) {
            List<AlertRecord> all = AlertTable.ofKind(h, kind.name().toLowerCase(Locale.ROOT));
            long[] before = new long[2];
            long[] after = new long[2];
            int answered = 0;
            for (AlertRecord record : all) {
                Optional<Boolean> data = observed(record, kind);
                Optional<Boolean> people = said(record.alert().assessment());
                data.ifPresent(right -> before[right ? 0 : 1]++);
                people.or(() -> data).ifPresent(right -> after[right ? 0 : 1]++);
                answered += record.alert().assessment().answers().isEmpty() ? 0 : 1;
            }
            out.add(new Precision(kind, all.size(), answered,
                    new Precision.Judged(before[0], before[1]), new Precision.Judged(after[0], after[1])));
        }
        return out;
    }

    /** What the past of orders' alerts teaches: each was as good as certain, and people or nodes have judged it. */
    static List<EconomicValue.Said> orders(Handle h) {
        return AlertTable.ofKind(h, "order").stream()
                .flatMap(r -> said(r.alert().assessment())
                        .or(() -> observed(r, DecisionTable.Kind.ORDER))
                        .stream())
                .map(right -> new EconomicValue.Said(1, right))
                .toList();
    }

    /** An answer as of now. */
    static Assessment.Answer of(String who, Verdict verdict, Instant at, String why) {
        return new Assessment.Answer(who, verdict, at, why);
    }
}
