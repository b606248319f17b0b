package yochi.centre.situation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import yochi.centre.decision.Calibration;
import yochi.centre.decision.DecisionTable;
import yochi.centre.decision.EconomicValue;
import yochi.centre.decision.LiveFile;
import yochi.core.model.Alert;
import yochi.core.model.Assessment;
import yochi.core.model.Victim;
import yochi.core.model.Words;

/**
 * Says of an alert what can be done and what is recommended, by the decision table as it is now, and whom to tell. It
 * is asked again whenever the alert changes, so that the row that fired is always the one for the alert as it stands.
 */
final class Assessor {
    private static final Assessment.Unknown SECOND = new Assessment.Unknown(
            new Words(
                    "Whether the order was really given: one node alone says so, and one node could invent it.",
                    "命令が本当に出されたか：報告は一つのノードだけで、捏造の可能性も残ります。"),
            new Words(
                    "A second node that sees the list, or a member that sees the attack.",
                    "一覧を観測した第二のノード、または攻撃を観測した事業者の回答。"));
    private static final Assessment.Unknown OWNER = new Assessment.Unknown(
            new Words(
                    "Which site is meant: no registered site has this name or network.",
                    "標的の拠点：この名前または網を持つ登録済みの拠点がありません。"),
            new Words(
                    "The site's prefixes, network and listed name in the register of protected sites.",
                    "保護対象拠点の登録簿への網・AS・一覧での名前の記入。"));
    private static final Assessment.Unknown PROVIDER = new Assessment.Unknown(
            new Words("Who runs the network: no member has registered it.", "網の運用者：登録した事業者がいません。"),
            new Words("The provider as a member of this centre.", "事業者の加入。"));

    private final LiveFile<DecisionTable> table;
    private final Addressees addressees;
    private volatile Calibration events = new Calibration(List.of());
    private volatile Calibration orders = new Calibration(List.of());

    Assessor(LiveFile<DecisionTable> table, Addressees addressees) {
        this.table = table;
        this.addressees = addressees;
    }

    /** Takes what the past teaches: scored event forecasts, and what people said of orders' alerts. */
    void learn(List<EconomicValue.Said> scoredEvents, List<EconomicValue.Said> judgedOrders) {
        events = new Calibration(scoredEvents);
        orders = new Calibration(judgedOrders);
    }

    /** The probability that the alert's matter comes, after what the past teaches. */
    double probability(DecisionTable.Kind kind, double said) {
        return switch (kind) {
            case ORDER -> orders.of(said);
            case EVENT -> events.of(said);
            case SURGE -> said;
        };
    }

    /** Whether somebody who would be told of a region's event acts upon that probability. */
    boolean anybodyActs(String region, double said) {
        double probability = probability(DecisionTable.Kind.EVENT, said);
        return addressees.ofRegion(region, probability).stream()
                .anyMatch(told -> told.act().map(Assessment.CostLoss::act).orElse(false));
    }

    /** The alert with its options, recommendation, place and addressees as of now. */
    Alert assess(String subject, Alert alert, int nodes) {
        Assessment a = alert.assessment();
        if (a.life().over()) {
            return alert;
        }
        table.reread();
        addressees.reread();
        DecisionTable.Kind kind = kind(subject);
        double probability = probability(kind, alert.probability());
        List<Assessment.Told> tell = kind == DecisionTable.Kind.ORDER
                ? addressees.ofVictims(alert.asn(), alert.victims(), probability)
                : kind == DecisionTable.Kind.EVENT
                        ? addressees.ofRegion(region(subject), probability)
                        : List.of();
        DecisionTable.Case matter = new DecisionTable.Case(
                kind,
                a.life(),
                probability,
                alert.victims().size(),
                nodes,
                alert.victims().stream()
                        .flatMap(v -> v.vectors().stream())
                        .map(Assessor::kindOfVector)
                        .toList(),
                tell.stream().anyMatch(t -> t.role() == Assessment.Role.OWNER));
        LiveFile.Version<DecisionTable> now = table.current();
        DecisionTable.Row row = now.value().row(matter);
        List<String> ids = now.value().options(row, matter);
        return alert.with(new Assessment(
                a.life(),
                a.campaign(),
                a.facts(),
                a.inferences(),
                unknowns(kind, alert, nodes, tell),
                ids.stream().map(id -> option(now.value(), id, matter)).toList(),
                Optional.of(new Assessment.Recommendation(
                        now.version(),
                        row.name(),
                        ids.getFirst(),
                        row.text(),
                        expected(now.value(), ids.getFirst(), matter, tell))),
                place(kind, subject, alert),
                tell,
                a.answers(),
                a.caveats()));
    }

    /** A surge of counts names no victim. */
    private Assessment.Place place(DecisionTable.Kind kind, String subject, Alert alert) {
        return switch (kind) {
            case ORDER -> addressees.place(alert);
            case EVENT -> addressees.placeOf(region(subject), alert.asn());
            case SURGE -> alert.assessment().place();
        };
    }

    static DecisionTable.Kind kind(String subject) {
        return DecisionTable.Kind.valueOf(
                subject.substring(0, subject.indexOf(':')).toUpperCase(Locale.ROOT));
    }

    /** The region that an event's subject names; it may hold colons itself. */
    private static String region(String subject) {
        return subject.substring(subject.indexOf(':') + 1, subject.lastIndexOf(':'));
    }

    static String kindOfVector(String vector) {
        int slash = vector.indexOf('/');
        return slash < 0 ? vector : vector.substring(0, slash);
    }

    private static Assessment.Option option(DecisionTable table, String id, DecisionTable.Case matter) {
        DecisionTable.Plan plan = table.plan(id);
        boolean acts = !plan.against().isEmpty() && !matter.vectors().isEmpty();
        return new Assessment.Option(
                id,
                plan.text(),
                plan.benefit(),
                acts ? OptionalDouble.of(table.covers(id, matter)) : OptionalDouble.empty(),
                plan.collateral(),
                plan.reversible(),
                plan.authority(),
                plan.takesEffect(),
                plan.expires());
    }

    private static Words expected(
            DecisionTable table, String id, DecisionTable.Case matter, List<Assessment.Told> tell) {
        long percent = Math.round(100 * matter.probability());
        List<Assessment.CostLoss> rules =
                tell.stream().flatMap(t -> t.act().stream()).toList();
        long acting = rules.stream().filter(Assessment.CostLoss::act).count();
        // Nobody can know that an attack is certain: an order that nothing judged speaks against is said to be that.
        Words likely = percent < 100
                ? new Words("The attack comes with probability " + percent + " %.", "攻撃が来る確率は " + percent + " %。")
                : new Words(
                        "The order is taken at its word: no alert judged so far speaks against it.",
                        "命令は額面どおりに受け取ります（反証となる判定例はまだありません）。");
        Words vectors = table.plan(id).against().isEmpty() || matter.vectors().isEmpty()
                ? Words.same("")
                : new Words(
                        String.format(
                                Locale.ROOT,
                                " It acts upon %.0f %% of the named vectors.",
                                100 * table.covers(id, matter)),
                        String.format(
                                Locale.ROOT, "挙げられた手法の %.0f %% に効きます。", 100 * table.covers(id, matter)));
        Words pays = rules.isEmpty()
                ? new Words(
                        " Nobody who is told has set cost and loss, so the expected gain is not known.",
                        "知らせる相手の費用と損失が未設定のため、期待利得は不明です。")
                : new Words(
                        " Acting pays for " + acting + " of " + rules.size() + " who are told and set cost and loss.",
                        "費用と損失を設定した通知先 " + rules.size() + " のうち " + acting + " にとって行動が得になります。");
        return new Words(likely.en() + vectors.en() + pays.en(), likely.ja() + vectors.ja() + pays.ja());
    }

    private static List<Assessment.Unknown> unknowns(
            DecisionTable.Kind kind, Alert alert, int nodes, List<Assessment.Told> tell) {
        List<Assessment.Unknown> out = new ArrayList<>(alert.assessment().unknowns());
        out.removeAll(List.of(SECOND, OWNER, PROVIDER));
        if (kind != DecisionTable.Kind.ORDER) {
            return out;
        }
        if (nodes < 2 && alert.assessment().life() == Assessment.Life.NEW) {
            out.add(SECOND);
        }
        if (tell.stream().noneMatch(t -> t.role() == Assessment.Role.OWNER)) {
            out.add(OWNER);
        }
        if (tell.stream().noneMatch(t -> t.role() == Assessment.Role.PROVIDER)) {
            out.add(PROVIDER);
        }
        return out;
    }

    /** Which kinds of vectors targets name. */
    static List<String> kinds(List<Victim> victims) {
        return victims.stream()
                .flatMap(v -> v.vectors().stream())
                .map(Assessor::kindOfVector)
                .distinct()
                .sorted()
                .toList();
    }
}
