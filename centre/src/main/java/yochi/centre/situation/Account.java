package yochi.centre.situation;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import yochi.analysis.victim.Nowcast;
import yochi.core.model.Asn;
import yochi.core.model.Assessment;
import yochi.core.model.Country;
import yochi.core.model.Victim;
import yochi.core.model.VictimReport;
import yochi.core.model.Words;

/** What is known, what follows from it, and what is not known, in both languages: the start of an assessment. */
final class Account {
    /** A table farther than that from what it is applied to is told; own choice: a season, in which servers move. */
    private static final long TABLE_DAYS = 90;

    private static final Assessment.Unknown SIZE = new Assessment.Unknown(
            new Words(
                    "How large the attack is, how long it lasts, and whether it has begun: an order is no traffic.",
                    "攻撃の規模・継続時間・開始の有無（命令は通信そのものではない）。"),
            new Words(
                    "Flow records of the provider, or the answer \"seen here too\".",
                    "事業者のフロー記録、または「こちらでも観測」の回答。"));
    private static final Assessment.Unknown WHICH = new Assessment.Unknown(
            new Words("Which targets, by which vectors, at which hour.", "標的・手法・時刻。"),
            new Words("The first order list that names them.", "標的を挙げる最初の命令一覧。"));
    private static final Assessment.Unknown WHY = new Assessment.Unknown(
            new Words("Who sends it, and what for.", "発信者と目的。"),
            new Words("Sessions at honeypots of the service, and the sources' histories.", "そのサービスのハニーポットの記録と発信元の履歴。"));

    private static final Map<String, Words> RIVALS = Map.of(
            "climatology", new Words("long-run frequency", "長期頻度"),
            "persistence", new Words("persistence", "直近の継続"),
            "ewma", new Words("moving average", "指数移動平均"),
            "ewma14", new Words("moving average of 14 days", "移動平均（14 日）"));

    private Account() {}

    /** {@code climatology 10 %} in words. */
    private static String named(List<String> rivals, Function<Words, String> language, String between) {
        return rivals.stream()
                .map(r -> r.split(" ", 2))
                .map(r -> language.apply(RIVALS.getOrDefault(r[0], Words.same(r[0]))) + " " + r[1])
                .collect(Collectors.joining(between));
    }

    private static Assessment of(
            List<Words> facts, List<Words> inferences, List<Assessment.Unknown> unknowns, List<Words> caveats) {
        Assessment none = Assessment.NONE;
        return new Assessment(
                none.life(),
                none.campaign(),
                facts,
                inferences,
                unknowns,
                none.options(),
                none.recommendation(),
                none.place(),
                none.tell(),
                none.answers(),
                caveats);
    }

    /** Of orders against targets of one network. */
    static Assessment order(
            Asn asn, List<Victim> victims, VictimReport report, int foretold, int nodes, Settings settings) {
        long orders = victims.stream().mapToLong(Victim::orders).sum();
        List<Words> facts = new ArrayList<>();
        facts.add(new Words(
                "An order list in force at " + report.listed() + " names " + count(victims.size(), "target")
                        + " in " + asn + " with " + count(orders, "order") + ".",
                report.listed() + " に有効な攻撃命令の一覧が " + asn + " の標的 " + victims.size() + " 件を挙げています（命令 " + orders
                        + " 件）。"));
        facts.add(new Words("Nodes that saw it: " + nodes + ".", "観測したノード：" + nodes + "。"));
        String kinds = String.join(", ", Assessor.kinds(victims));
        facts.add(new Words("Kinds of vectors: " + kinds + ".", "手法の種類：" + kinds + "。"));
        hosts(victims).ifPresent(facts::add);
        List<Words> inferences = new ArrayList<>();
        inferences.add(new Words(
                "Attack traffic is to be expected as long as the list names them.", "一覧に載っている間は攻撃通信が見込まれます。"));
        Nowcast.of(0).map(Account::stay).ifPresent(inferences::add);
        inferences.addAll(SizeAndVector.of(victims));
        if (foretold > 0) {
            inferences.add(new Words(
                    "A forecast sealed before this order had named it likely.", "この命令より前に封印した予測が、可能性が高いと述べていました。"));
        }
        return of(facts, inferences, List.of(SIZE), caveats(victims, report.listed(), settings));
    }

    /** A nowcast, and called so: the order is given. */
    private static Words stay(Nowcast now) {
        return new Words(
                String.format(
                        Locale.ROOT,
                        "Nowcast: of targets newly listed, half leave the list within %.0f hours and nine in ten within"
                                + " %.0f (stays on one botnet's lists, 2023-06 to 2024-06; how long traffic lasts is"
                                + " not known).",
                        now.halfHours(),
                        now.mostHours()),
                String.format(
                        Locale.ROOT,
                        "現況推定：新たに載った標的の半数は %.0f 時間以内、9割は %.0f 時間以内に一覧から外れます"
                                + "（2023年6月から2024年6月の一つのボットネットの一覧による。攻撃通信の継続時間は不明）。",
                        now.halfHours(),
                        now.mostHours()));
    }

    private static Optional<Words> hosts(List<Victim> victims) {
        TreeMap<String, Long> counts = victims.stream()
                .filter(v -> v.hosting().known())
                .collect(Collectors.groupingBy(v -> v.hosting().code(), TreeMap::new, Collectors.counting()));
        if (counts.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Words(
                "Their servers stand in: " + list(counts, Locale.ENGLISH, ", ") + ".",
                "サーバーの所在国：" + list(counts, Locale.JAPANESE, "、") + "。"));
    }

    private static String list(Map<String, Long> counts, Locale language, String between) {
        return counts.entrySet().stream()
                .map(e -> Locale.of("", e.getKey()).getDisplayCountry(language) + " " + e.getValue())
                .collect(Collectors.joining(between));
    }

    private static String count(long n, String what) {
        return n + " " + what + (n == 1 ? "" : "s");
    }

    private static List<Words> caveats(List<Victim> victims, Instant listed, Settings settings) {
        List<Words> out = new ArrayList<>();
        LocalDate day = listed.atOffset(ZoneOffset.UTC).toLocalDate();
        settings.networkTable()
                .filter(table -> Math.abs(ChronoUnit.DAYS.between(day, table)) > TABLE_DAYS)
                .ifPresent(table -> out.add(new Words(
                        "Networks and hosting countries are by a table of " + table + ", the list is of " + day + ", "
                                + Math.abs(ChronoUnit.DAYS.between(day, table)) + " days apart: servers move.",
                        "網と所在国は " + table + " の表、一覧は " + day + " のもので、"
                                + Math.abs(ChronoUnit.DAYS.between(day, table)) + " 日離れています（サーバーは移動します）。")));
        long placed = victims.stream()
                .filter(v -> !v.countrySource().equals("tld"))
                .count();
        if (placed > 0) {
            out.add(new Words(
                    "Known as this country's only by where the server stands: " + placed + " of "
                            + count(victims.size(), "target") + ".",
                    "標的 " + victims.size() + " 件のうち " + placed + " 件は、サーバーの所在地だけで自国のものと判断しています。"));
        }
        Country home = settings.home();
        long foreign = victims.stream().filter(v -> !v.country().equals(home)).count();
        if (foreign > 0) {
            out.add(new Words(
                    "Belonging to other countries, with a server that stands here: " + foreign + " of "
                            + count(victims.size(), "target") + ".",
                    "標的 " + victims.size() + " 件のうち " + foreign + " 件は他国のもので、サーバーがここにあります。"));
        }
        return out;
    }

    /** Of an event forecast. */
    static Assessment event(AlertText text, List<String> rivals, Function<String, String> japanese) {
        String percent = percent(text.probability());
        var q = text.sealed().forecast().question();
        List<Words> facts = List.of(sealed(text));
        String region = q.region().name();
        List<Words> inferences = List.of(new Words(
                "Orders name " + name(region, Locale.ENGLISH)
                        + " from " + q.from() + " to " + q.to() + " with probability " + percent
                        + "; simple methods say " + named(rivals, Words::en, ", ") + ".",
                q.from() + " から " + q.to() + " までに " + name(region, Locale.JAPANESE)
                        + " が命令に挙がる確率は " + percent + "。単純な手法では "
                        + named(rivals, Words::ja, "、") + "。"));
        return of(facts, inferences, List.of(WHICH), missing(text, japanese));
    }

    /** Of a forecast that more than usual will come. */
    static Assessment surge(AlertText text, List<String> supporting, Function<String, String> japanese) {
        var q = text.sealed().forecast().question();
        List<Words> facts = new ArrayList<>();
        facts.add(sealed(text));
        supporting.forEach(s -> facts.add(new Words(s, japanese.apply(s))));
        List<Words> inferences = List.of(new Words(
                "Far more " + q.attackType() + " on " + q.service() + " in " + q.region() + " than usual comes from "
                        + q.from() + " to " + q.to() + " with probability " + percent(text.probability()) + ".",
                q.from() + " から " + q.to() + " までに " + q.region() + " の " + q.service() + " で " + q.attackType()
                        + " が平常を大きく上回る確率は " + percent(text.probability()) + "。"));
        return of(facts, inferences, List.of(WHY), missing(text, japanese));
    }

    private static Words sealed(AlertText text) {
        return new Words(
                "Sealed in the ledger as number " + text.sealed().number() + " on data until "
                        + text.sealed().forecast().informationUntil() + ".",
                text.sealed().forecast().informationUntil() + " までのデータに基づき、台帳に第 "
                        + text.sealed().number() + " 号として封印済み。");
    }

    private static List<Words> missing(AlertText text, Function<String, String> japanese) {
        return text.sealed().forecast().missing().stream()
                .map(s -> new Words(s, japanese.apply(s)))
                .toList();
    }

    /** A country by its name, anything else as it is. */
    private static String name(String region, Locale language) {
        return region.matches("[A-Z]{2}") ? Locale.of("", region).getDisplayCountry(language) : region;
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }
}
