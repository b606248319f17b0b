package yochi.centre.response;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import yochi.core.model.Alert;
import yochi.core.model.Assessment;
import yochi.core.model.Mitigation;
import yochi.core.model.Notice;
import yochi.core.model.Offender;
import yochi.core.model.Words;
import yochi.link.exchange.Defang;

/** What a notice says to people, in English and Japanese; plain text without anything to click on. */
public final class Wording {
    /** Within what readers of {@code yochi.notice/1} take as one text. */
    private static final int LONGEST = 8000;

    private static final int MACHINES_NAMED = 50;

    private final UnaryOperator<String> japanese;

    /**
     * The wording.
     *
     * @param japanese a room's English sentence in Japanese, or as it is
     */
    public Wording(UnaryOperator<String> japanese) {
        this.japanese = japanese;
    }

    /**
     * What a letter is about.
     *
     * @param to name of the recipient
     * @param language of the recipient: {@code en} or {@code ja}
     */
    record Letter(
            Alert alert, String to, String language, List<Mitigation> mitigations, List<Offender> machines) {}

    /**
     * Both texts of what somebody is told, the one in the recipient's language first.
     *
     * @param turn which of how many
     * @param news what the one before did not say
     */
    List<Notice.Text> of(Letter letter, Notice.Turn turn, List<Words> news) {
        Notice.Text en = text("en", letter, turn, news);
        Notice.Text ja = text("ja", letter, turn, news);
        return letter.language().equals("ja") ? List.of(ja, en) : List.of(en, ja);
    }

    private Notice.Text text(String language, Letter letter, Notice.Turn turn, List<Words> news) {
        Alert alert = letter.alert();
        String member = letter.to();
        List<Mitigation> mitigations = letter.mitigations();
        boolean english = language.equals("en");
        UnaryOperator<String> said = english ? UnaryOperator.identity() : japanese;
        List<String> lines = new ArrayList<>();
        lines.add((english ? "To: " : "宛先: ") + member);
        lines.add("TLP:" + alert.tlp().name().replace('_', '+'));
        lines.add((english ? "Occurred: " : "発生: ") + alert.occurred());
        lines.add((english ? "Alert raised: " : "警報の発出: ") + alert.raised());
        lines.add((english ? "Alert: " : "警報番号: ") + alert.id());
        if (turn.number() > 1) {
            lines.add((english ? "Update " : "続報 ") + turn.number()
                    + (english ? " of notice " : "、最初の通知 ") + turn.first());
        }
        if (alert.basis() == Alert.Basis.FORECAST) {
            lines.add(String.format(
                    Locale.ROOT,
                    english
                            ? "A forecast: probability %.0f %% within %.0f hours"
                            : "予測です。今後 %2$.0f 時間以内の確率 %1$.0f %%",
                    100 * alert.probability(),
                    alert.horizonHours()));
        }
        section(
                lines,
                english ? "What is new" : "新しい点",
                news.stream().map(w -> english ? w.en() : w.ja()).toList(),
                UnaryOperator.identity());
        section(
                lines,
                english ? "Why you are told" : "お知らせする理由",
                alert.assessment().tell().stream().map(t -> why(t, member, english)).toList(),
                UnaryOperator.identity());
        section(lines, english ? "What is known" : "わかっていること", alert.evidence(), said);
        section(
                lines,
                english ? "What to do" : "取るべき対応",
                turn.change().over() ? List.of() : alert.advice(),
                said);
        section(
                lines,
                english ? "Counter-measures that you may arm" : "準備できる遮断規則",
                mitigations.stream().map(m -> m.match().destination() + ": " + said.apply(m.why())).toList(),
                UnaryOperator.identity());
        machines(lines, english, letter.machines());
        lines.add("");
        lines.add(
                english
                        ? "To check that this notice is ours, telephone the centre and compare the fingerprint."
                        : "本物かどうかは、センターに電話し、照合番号を読み合わせして確かめてください。");
        String body = Defang.text(String.join("\n", lines));
        return new Notice.Text(
                language,
                head(turn.change(), english) + Defang.text(said.apply(alert.title())),
                body.length() <= LONGEST ? body : body.substring(0, LONGEST) + "\n…");
    }

    private static String head(Notice.Change change, boolean english) {
        return switch (change) {
            case FIRST -> "";
            case NEWS -> english ? "Update: " : "続報：";
            case RENEWED -> english ? "Goes on: " : "継続：";
            case ENDED -> english ? "Over: " : "終了：";
            case FALSE -> english ? "Taken back: " : "取り消し：";
        };
    }

    private static String why(Assessment.Told told, String member, boolean english) {
        String role =
                switch (told.role()) {
                    case OWNER -> english ? "as the owner" : "拠点の運用者として";
                    case PROVIDER -> english ? "as the provider" : "網の運用者として";
                    case PARTNER -> english ? "as the partner country" : "相手国として";
                };
        String who = told.who().equals(member) ? "" : told.who() + ", ";
        return who + role + ": " + (english ? told.why().en() : told.why().ja());
    }

    private static void section(
            List<String> lines, String title, List<String> sentences, UnaryOperator<String> said) {
        if (!sentences.isEmpty()) {
            lines.add("");
            lines.add(title + ":");
            sentences.forEach(s -> lines.add("- " + said.apply(s)));
        }
    }

    private static void machines(List<String> lines, boolean english, List<Offender> machines) {
        if (machines.isEmpty()) {
            return;
        }
        lines.add("");
        lines.add(english ? "Machines in your networks, and why they are not forged:" : "貴網内の端末と、詐称でない根拠:");
        for (Offender m : machines.stream().limit(MACHINES_NAMED).toList()) {
            lines.add("- " + address(m) + " " + m.asn() + ", "
                    + m.attackTypes().stream().map(Enum::name).collect(Collectors.joining(" ")) + ", "
                    + m.services().stream().map(Object::toString).collect(Collectors.joining(" ")) + ", "
                    + m.from() + " – " + m.until() + ": " + evidence(m, english));
        }
        if (machines.size() > MACHINES_NAMED) {
            int more = machines.size() - MACHINES_NAMED;
            lines.add(english ? "- and " + more + " more in the signed attachment" : "- 他 " + more + " 台は署名付き添付を参照");
        }
    }

    private static String address(Offender machine) {
        String text = machine.address().toString();
        return text.substring(0, text.indexOf('/'));
    }

    private static String evidence(Offender machine, boolean english) {
        return switch (machine.evidence()) {
            case LOGIN -> english ? "it tried to log in inside a connection" : "接続を確立してログインを試みた";
            case DOWNLOAD -> english ? "it fetched or handed over a file" : "ファイルを取得または送付した";
            case HANDSHAKE -> english ? "it completed a connection" : "接続を完了した（ハンドシェイク）";
            case REPEATED_SCAN ->
                english
                        ? "the same scanner at " + machine.sensors()
                                + " sensors over ten minutes or more, alike in TTL and fingerprint"
                        : machine.sensors() + " 個のセンサーで 10 分以上、TTL と特徴が一致する同じ走査元を観測した";
        };
    }
}
