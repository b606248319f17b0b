package yochi.centre.situation;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import yochi.centre.decision.DecisionLog;
import yochi.core.model.Assessment;
import yochi.core.model.Words;

/** The note from one shift to the next, in both languages: what is open, what was decided, what to watch. */
public final class HandOver {
    private static final Pattern INSTANT =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d+)?)?Z");
    private static final Pattern PROBABILITY = Pattern.compile("[:：] ?[<>]? ?\\d+ %$");
    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter JST =
            DateTimeFormatter.ofPattern("MM-dd HH:mm 'JST'", Locale.ROOT).withZone(ZoneId.of("Asia/Tokyo"));

    /** What a decision was about, and what was chosen, as people say it. */
    private static final Map<String, Words> SAID = Map.of(
            "option", new Words("decided", "決定"),
            "answer", new Words("answered", "回答"),
            "life", new Words("moved on to", "状態の変更"),
            "table", new Words("changed the decision table", "判断表の変更"),
            "sites", new Words("changed the register of sites", "登録簿の変更"),
            "none", new Words("do nothing", "何もしない"),
            "seen-here", new Words("seen here too", "こちらでも観測"),
            "handled", new Words("already handled", "対応済み"));

    private final boolean english;
    private final UnaryOperator<String> japanese;
    private final List<String> out = new ArrayList<>();

    private HandOver(boolean english, UnaryOperator<String> japanese) {
        this.english = english;
        this.japanese = japanese;
    }

    /**
     * What the note tells.
     *
     * @param open alerts
     * @param over alerts that ended since the shift began
     * @param decided since the shift began
     * @param head of the decision log: who keeps the note can prove the log later
     * @param more further sentences on what to watch
     */
    public record Shift(
            Instant since,
            Instant now,
            List<AlertRecord> open,
            List<AlertRecord> over,
            List<DecisionLog.Entry> decided,
            String head,
            List<Words> more) {}

    /** The note as text; {@code japanese} says a sentence of another room in Japanese. */
    public static Words note(Shift shift, UnaryOperator<String> japanese) {
        return new Words(
                new HandOver(true, japanese).text(shift), new HandOver(false, japanese).text(shift));
    }

    private String of(Words words) {
        return timed(english ? words.en() : words.ja());
    }

    private String of(String en, String ja) {
        return english ? en : ja;
    }

    /** A sentence of another room. */
    private String sentence(String text) {
        return timed(english ? text : japanese.apply(text));
    }

    private static String time(Instant at) {
        return UTC.format(at) + " (" + JST.format(at) + ")";
    }

    /** Instants as people read them; what only looks like one, such as a 30th of February, stays as it was typed. */
    private static String timed(String text) {
        return INSTANT.matcher(text).replaceAll(found -> {
            try {
                return time(Instant.parse(whole(found.group())));
            } catch (DateTimeParseException e) {
                return found.group();
            }
        });
    }

    private static String whole(String instant) {
        return instant.length() == "2026-01-01T00:00Z".length() ? instant.replace("Z", ":00Z") : instant;
    }

    private String text(Shift shift) {
        out.add(of("HAND-OVER ", "引き継ぎ ") + time(shift.since()) + " – " + time(shift.now()));
        out.add("");
        out.add(of("Open: ", "継続中：") + shift.open().size());
        shift.open().forEach(this::alert);
        out.add("");
        out.add(of("Ended: ", "終了：") + shift.over().size());
        ended(shift.over());
        out.add("");
        out.add(of("Decided: ", "決定：") + shift.decided().size());
        shift.decided().forEach(entry -> decided(entry, shift));
        out.add(of("Head of the decision log: ", "決定記録の先頭：") + shift.head());
        out.add("");
        List<String> watch = watch(shift);
        out.add(of("To watch: ", "注視事項：") + watch.size());
        watch.forEach(line -> out.add("- " + line));
        return String.join("\n", out) + "\n";
    }

    private void alert(AlertRecord record) {
        Assessment a = record.alert().assessment();
        String wave = a.campaign().map(c -> " [" + c + "]").orElse("");
        out.add("- " + life(a.life()) + " " + sentence(record.alert().title()) + wave
                + (record.seen() ? "" : of(" – not yet seen by anybody", "（未確認）")));
        a.facts().stream().findFirst().ifPresent(f -> out.add("  " + of(f)));
        a.recommendation()
                .ifPresent(r -> out.add("  " + of("Advice (", "助言（") + r.row() + of("): ", "）：") + of(r.text())));
        a.answers().forEach(x -> out.add("  " + x.who() + ": " + verdict(x.verdict()) + " " + x.why()));
    }

    /** What ended in the same way is said once, with how often. */
    private void ended(List<AlertRecord> over) {
        Map<String, Integer> lines = new LinkedHashMap<>();
        for (AlertRecord r : over) {
            String title = PROBABILITY.matcher(sentence(r.alert().title())).replaceFirst("");
            String line = "- " + life(r.life()) + " " + title + " – "
                    + sentence(r.steps().getLast().why());
            lines.merge(line, 1, Integer::sum);
        }
        lines.forEach((line, n) -> out.add(n == 1 ? line : line + " (× " + n + ")"));
    }

    private void decided(DecisionLog.Entry entry, Shift shift) {
        DecisionLog.Decision d = entry.decision();
        Optional<AlertRecord> alert = Stream.concat(shift.open().stream(), shift.over().stream())
                .filter(r -> r.alert().id().equals(d.subject()))
                .findFirst();
        String about = alert.map(r -> sentence(r.alert().title())).orElse(d.subject());
        out.add("- " + time(entry.at()) + " " + d.who() + ": " + said(d.what()) + of(": ", "：") + choice(d, alert)
                + " (" + about + ")" + (d.why().isEmpty() ? "" : of(": ", "：") + d.why()));
    }

    private String choice(DecisionLog.Decision d, Optional<AlertRecord> alert) {
        return switch (d.what()) {
            case "life" -> life(Assessment.Life.valueOf(d.choice().toUpperCase(Locale.ROOT)));
            case "answer" -> d.choice().equals("false") ? of("false", "誤報") : said(d.choice());
            default -> alert
                    .flatMap(r -> r.alert().assessment().options().stream()
                            .filter(o -> o.id().equals(d.choice()))
                            .findFirst())
                    .map(o -> of(o.text()))
                    .orElseGet(() -> said(d.choice()));
        };
    }

    private String said(String code) {
        return of(SAID.getOrDefault(code, Words.same(code)));
    }

    private String verdict(Assessment.Verdict verdict) {
        return switch (verdict) {
            case FALSE -> of("false", "誤報");
            case SEEN_HERE -> said("seen-here");
            case HANDLED -> said("handled");
        };
    }

    /** What is open in more than one alert is said once. */
    private List<String> watch(Shift shift) {
        List<String> lines = new ArrayList<>();
        for (AlertRecord record : shift.open()) {
            for (Assessment.Unknown unknown : record.alert().assessment().unknowns()) {
                lines.add(of(unknown.what()) + of(" Settled by: ", " 判明の手掛かり：") + of(unknown.settledBy()));
            }
        }
        shift.more().forEach(words -> lines.add(of(words)));
        return lines.stream().distinct().toList();
    }

    private String life(Assessment.Life life) {
        return switch (life) {
            case NEW -> of("NEW", "【新規】");
            case CONFIRMED -> of("CONFIRMED", "【確認済】");
            case ESCALATED -> of("ESCALATED", "【拡大】");
            case ENDED -> of("ENDED", "【終了】");
            case FALSE -> of("FALSE", "【誤報】");
        };
    }
}
