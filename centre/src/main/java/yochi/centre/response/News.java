package yochi.centre.response;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import yochi.core.model.Alert;
import yochi.core.model.Assessment;
import yochi.core.model.Notice;
import yochi.core.model.Victim;
import yochi.core.model.Words;

/** What an update of a notice says that the notice before it did not, in both languages. */
final class News {
    private static final int NAMED = 10;

    private News() {}

    /** The differences between what a recipient was told and what it is told now. */
    static List<Words> of(Notice.Change change, Alert before, Alert now) {
        return switch (change) {
            case FIRST -> List.of();
            case NEWS -> between(before, now);
            case RENEWED ->
                List.of(new Words(
                        "It is still ordered; the counter-measures of before have ended or soon will.",
                        "命令は続いています。以前の対策は終了したか、まもなく終了します。"));
            case ENDED ->
                List.of(new Words(
                        "The alert is over; what was armed for it may be withdrawn.",
                        "警報は終了しました。待機中の対策は解除して構いません。"));
            case FALSE ->
                List.of(new Words(
                        "The alert was false: what you were told is taken back, and what was armed for it can go.",
                        "警報は誤りでした。通知を取り消します。待機中の対策は解除してください。"));
        };
    }

    private static List<Words> between(Alert before, Alert now) {
        Map<String, Victim> was = byName(before);
        Map<String, Victim> is = byName(now);
        List<Words> out = new ArrayList<>();
        List<String> fresh = is.keySet().stream().filter(v -> !was.containsKey(v)).toList();
        List<String> gone = was.keySet().stream().filter(v -> !is.containsKey(v)).toList();
        long other = is.values().stream()
                .filter(v -> was.containsKey(v.pseudonym()) && differs(v, was.get(v.pseudonym())))
                .count();
        if (!fresh.isEmpty()) {
            out.add(new Words("New targets: " + named(fresh) + ".", "新しい標的：" + named(fresh) + "。"));
        }
        if (!gone.isEmpty()) {
            out.add(new Words(
                    "Targets that are no longer named: " + named(gone) + ".", "挙げられなくなった標的：" + named(gone) + "。"));
        }
        if (other > 0) {
            out.add(new Words(
                    "Targets with other vectors or services than before: " + other + ".",
                    "手法またはサービスが変わった標的：" + other + " 件。"));
        }
        life(before.assessment().life(), now.assessment().life(), out);
        if (out.isEmpty()) {
            out.add(new Words("Now: " + now.title() + ".", "現在：" + now.title() + "。"));
        }
        return out;
    }

    private static void life(Assessment.Life was, Assessment.Life is, List<Words> out) {
        if (was == is) {
            return;
        }
        if (is == Assessment.Life.CONFIRMED) {
            out.add(new Words("A second source or a person confirms it.", "第二の情報源または人が確認しました。"));
        } else if (is == Assessment.Life.ESCALATED) {
            out.add(new Words("It has grown, or a person calls for more.", "拡大したか、人が対応の強化を求めています。"));
        }
    }

    private static boolean differs(Victim a, Victim b) {
        return !a.vectors().equals(b.vectors()) || !a.services().equals(b.services());
    }

    private static Map<String, Victim> byName(Alert alert) {
        Map<String, Victim> out = new LinkedHashMap<>();
        alert.victims().forEach(v -> out.put(v.pseudonym(), v));
        return out;
    }

    private static String named(List<String> names) {
        String some = String.join(", ", names.stream().limit(NAMED).toList());
        return names.size() <= NAMED ? names.size() + " (" + some + ")" : names.size() + " (" + some + ", …)";
    }
}
