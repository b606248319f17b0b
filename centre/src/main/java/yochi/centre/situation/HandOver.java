package yochi.centre.situation;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import yochi.centre.decision.DecisionLog;
import yochi.core.model.Assessment;
import yochi.core.model.Words;

/** The note from one shift to the next, in both languages: what is open, what was decided, what to watch. */
public final class HandOver {
    private HandOver() {}

    /**
     * The note as text.
     *
     * @param open alerts
     * @param over alerts that ended since the shift began
     * @param decided since the shift began
     * @param head of the decision log: who keeps the note can prove the log later
     * @param more further sentences on what to watch
     */
    public static Words note(
            Instant since,
            Instant now,
            List<AlertRecord> open,
            List<AlertRecord> over,
            List<DecisionLog.Entry> decided,
            String head,
            List<Words> more) {
        return new Words(
                text(Language.EN, since, now, open, over, decided, head, more),
                text(Language.JA, since, now, open, over, decided, head, more));
    }

    private enum Language {
        EN,
        JA;

        String of(Words words) {
            return this == EN ? words.en() : words.ja();
        }

        String of(String en, String ja) {
            return this == EN ? en : ja;
        }
    }

    private static String text(
            Language in,
            Instant since,
            Instant now,
            List<AlertRecord> open,
            List<AlertRecord> over,
            List<DecisionLog.Entry> decided,
            String head,
            List<Words> more) {
        List<String> out = new ArrayList<>();
        out.add(in.of("HAND-OVER ", "引き継ぎ ") + since.truncatedTo(ChronoUnit.SECONDS) + " – "
                + now.truncatedTo(ChronoUnit.SECONDS) + " UTC");
        out.add("");
        out.add(in.of("Open: ", "継続中：") + open.size());
        open.forEach(record -> alert(in, out, record));
        out.add("");
        out.add(in.of("Ended: ", "終了：") + over.size());
        over.forEach(r -> out.add("- " + life(in, r.life()) + " " + r.alert().title() + " – "
                + r.steps().getLast().why()));
        out.add("");
        out.add(in.of("Decided: ", "決定：") + decided.size());
        for (DecisionLog.Entry entry : decided) {
            DecisionLog.Decision d = entry.decision();
            out.add("- " + entry.at().truncatedTo(ChronoUnit.SECONDS) + " " + d.who() + ": " + d.what() + " "
                    + d.choice() + " (" + d.subject() + ") " + d.why());
        }
        out.add(in.of("Head of the decision log: ", "決定記録の先頭：") + head);
        out.add("");
        List<String> watch = watch(in, open, more);
        out.add(in.of("To watch: ", "注視事項：") + watch.size());
        watch.forEach(line -> out.add("- " + line));
        return String.join("\n", out) + "\n";
    }

    private static void alert(Language in, List<String> out, AlertRecord record) {
        Assessment a = record.alert().assessment();
        String wave = a.campaign().map(c -> " [" + c + "]").orElse("");
        out.add("- " + life(in, a.life()) + " " + record.alert().title() + wave
                + (record.seen() ? "" : in.of(" – not yet seen by anybody", "（未確認）")));
        a.facts().stream().findFirst().ifPresent(f -> out.add("  " + in.of(f)));
        a.recommendation()
                .ifPresent(r ->
                        out.add("  " + in.of("Advice (", "助言（") + r.row() + in.of("): ", "）：") + in.of(r.text())));
        a.answers().forEach(x -> out.add("  " + x.who() + ": "
                + x.verdict().name().toLowerCase(Locale.ROOT).replace('_', ' ') + " " + x.why()));
    }

    /** What is open in more than one alert is said once. */
    private static List<String> watch(Language in, List<AlertRecord> open, List<Words> more) {
        List<String> out = new ArrayList<>();
        for (AlertRecord record : open) {
            for (Assessment.Unknown unknown : record.alert().assessment().unknowns()) {
                out.add(in.of(unknown.what()) + in.of(" Settled by: ", " 判明の手掛かり：") + in.of(unknown.settledBy()));
            }
        }
        more.forEach(words -> out.add(in.of(words)));
        return out.stream().distinct().toList();
    }

    private static String life(Language in, Assessment.Life life) {
        return switch (life) {
            case NEW -> in.of("NEW", "【新規】");
            case CONFIRMED -> in.of("CONFIRMED", "【確認済】");
            case ESCALATED -> in.of("ESCALATED", "【拡大】");
            case ENDED -> in.of("ENDED", "【終了】");
            case FALSE -> in.of("FALSE", "【誤報】");
        };
    }
}
