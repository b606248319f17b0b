package yochi.centre.desk;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import yochi.centre.decision.DecisionLog;
import yochi.centre.decision.DecisionTable;
import yochi.centre.decision.EconomicValue;
import yochi.centre.decision.LiveFile;
import yochi.centre.ledger.Basis;
import yochi.centre.ledger.EventScores;
import yochi.centre.ledger.ForecastBook;
import yochi.centre.ledger.Ledger;
import yochi.centre.response.NoticeRecord;
import yochi.centre.response.Response;
import yochi.centre.site.Readiness;
import yochi.centre.site.SiteRegister;
import yochi.centre.situation.AlertRecord;
import yochi.centre.situation.Counsel;
import yochi.centre.situation.HandOver;
import yochi.centre.situation.Situation;
import yochi.core.model.Assessment;
import yochi.core.model.Words;

/**
 * What people on duty do: answer alerts, move them on, decide, hand over, and change the table and the register. All of
 * it is written into the decision log before it takes effect.
 */
public final class DutyRoom {
    private static final int MOST_ALERTS = 1000;
    private static final int MOST_NOTICES = 1000;

    private final Situation situation;
    private final Counsel counsel;
    private final DecisionLog log;
    private final Response response;
    private final Ledger ledger;
    private final EventScores scores;
    private final InstantSource clock;

    DutyRoom(
            Situation situation,
            Counsel counsel,
            DecisionLog log,
            Response response,
            Ledger ledger,
            InstantSource clock) {
        this.situation = situation;
        this.counsel = counsel;
        this.log = log;
        this.response = response;
        this.ledger = ledger;
        scores = new EventScores(ledger);
        this.clock = clock;
    }

    /** Takes up what is new: files that people edited, and what came of forecasts. */
    void refresh() {
        counsel.table().reread();
        counsel.sites().reread();
        situation.learn(said(basis -> true));
    }

    private List<EconomicValue.Said> said(Predicate<Basis> which) {
        return scores.read().stream()
                .filter(scored -> which.test(scored.basis()))
                .map(scored -> new EconomicValue.Said(scored.probability(), scored.came()))
                .toList();
    }

    /** What event forecasts sealed before a campaign's first order were worth, by ratio of cost to loss. */
    Map<String, Object> value() {
        long independent = ledger.book(0).parts().stream()
                .filter(p -> p.group().basis() == Basis.FORECAST
                        && !p.group().surges()
                        && !p.actions().isEmpty())
                .mapToLong(ForecastBook.Part::independent)
                .max()
                .orElse(0);
        return DutyJson.value(said(basis -> basis == Basis.FORECAST), independent);
    }

    Situation situation() {
        return situation;
    }

    /** An answer of an analyst. */
    Optional<AlertRecord> answer(String who, String alert, Assessment.Verdict verdict, String why) {
        return known(alert).flatMap(a -> {
            log.add(new DecisionLog.Decision(who, "answer", alert, word(verdict), why));
            return situation.answer(alert, new Assessment.Answer(who, verdict, clock.instant(), why), true);
        });
    }

    /** An answer of a member that was told of the alert; empty where it was not. */
    Optional<AlertRecord> answerOfMember(String member, String alert, Assessment.Verdict verdict, String why) {
        return response.told(member, alert)
                ? situation.answer(alert, new Assessment.Answer(member, verdict, clock.instant(), why), false)
                : Optional.empty();
    }

    /** What an analyst decides to do about an alert: one of its options, or {@code none}. */
    Optional<DecisionLog.Entry> decide(String who, String alert, String option, String why) {
        return known(alert).map(record -> {
            List<String> offered = record.alert().assessment().options().stream()
                    .map(Assessment.Option::id)
                    .toList();
            if (!option.equals("none") && !offered.contains(option)) {
                throw new IllegalArgumentException(
                        "no option " + option + "; this alert offers none, " + String.join(", ", offered));
            }
            DecisionLog.Entry entry = log.add(new DecisionLog.Decision(who, "option", alert, option, why));
            situation.acknowledge(alert, who);
            return entry;
        });
    }

    /** Moves an alert on in its life; empty where it is unknown, over, or already further. */
    Optional<AlertRecord> move(String who, String alert, Assessment.Life life, String why) {
        if (life == Assessment.Life.NEW || life == Assessment.Life.FALSE) {
            throw new IllegalArgumentException("an alert becomes confirmed, escalated or ended; false by an answer");
        }
        Optional<AlertRecord> before =
                known(alert).filter(r -> !r.life().over() && r.life().compareTo(life) < 0);
        if (before.isEmpty()) {
            return Optional.empty();
        }
        log.add(new DecisionLog.Decision(who, "life", alert, word(life), why));
        return switch (life) {
            case CONFIRMED -> situation.confirm(alert, who, why);
            case ESCALATED -> situation.escalate(alert, who, why);
            default -> situation.close(alert, who, why);
        };
    }

    private Optional<AlertRecord> known(String alert) {
        return situation.find(alert);
    }

    /** Replaces the decision table; all that is wrong with a broken one is told, and the one before stays. */
    LiveFile.Version<DecisionTable> table(String who, String yaml) {
        return replace(who, "table", counsel.table(), yaml);
    }

    private <T extends Record> LiveFile.Version<T> replace(
            String who, String what, LiveFile<T> file, String yaml) {
        String next = file.check(yaml).version();
        log.add(new DecisionLog.Decision(who, what, next, file.current().version(), "replaced"));
        return file.replace(yaml);
    }

    LiveFile.Version<DecisionTable> table() {
        return counsel.table().current();
    }

    /** Replaces the register of sites in the same way. */
    LiveFile.Version<SiteRegister> sites(String who, String yaml) {
        return replace(who, "sites", counsel.sites(), yaml);
    }

    LiveFile.Version<SiteRegister> sites() {
        return counsel.sites().current();
    }

    /** How ready each site is, in the register's order. */
    List<Readiness> readiness() {
        var today = clock.instant().atOffset(ZoneOffset.UTC).toLocalDate();
        return sites().value().sites().stream()
                .map(site -> Readiness.of(site, situation.members(), today))
                .toList();
    }

    DecisionLog log() {
        return log;
    }

    /** The note for the next shift. */
    Words handOver(Duration shift) {
        Instant now = clock.instant();
        Instant since = now.minus(shift);
        long waiting = response.notices(MOST_NOTICES).stream()
                .filter(n -> n.acknowledged().isEmpty()
                        && n.state() != NoticeRecord.State.WITHDRAWN
                        && n.state() != NoticeRecord.State.SUPERSEDED
                        && n.issued().isAfter(since))
                .count();
        List<Words> more = new ArrayList<>();
        if (waiting > 0) {
            more.add(new Words(
                    "Notices that nobody has acknowledged: " + waiting + ".", "受領の確認がない通知：" + waiting + " 件。"));
        }
        Stream.of(counsel.table().refused(), counsel.sites().refused())
                .flatMap(Optional::stream)
                .forEach(why -> more.add(new Words(
                        "A file is broken, and the one before holds: " + why,
                        "ファイルに誤りがあり、以前の内容が有効です：" + why)));
        return HandOver.note(
                new HandOver.Shift(
                        since,
                        now,
                        situation.open(),
                        situation.newest(MOST_ALERTS).stream()
                                .filter(r -> r.closed()
                                        .filter(at -> at.isAfter(since))
                                        .isPresent())
                                .toList(),
                        log.since(since),
                        log.head(),
                        more),
                counsel.japanese());
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
