package yochi.member.line;

import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import yochi.core.model.Assessment;
import yochi.core.model.ErrorCode;
import yochi.core.model.YochiException;
import yochi.link.identity.IdentityFolder;
import yochi.member.inbox.Journal;
import yochi.member.inbox.Kept;

/**
 * Where a member's people say what they found of an alert: with the member's own certificate, whether or not its
 * program runs. It knows the alerts of the notices that have not expired.
 */
public final class AnswerDesk {
    /** Letters of a reason: as many as the centre takes. */
    public static final int LONGEST_WHY = 2000;

    private AnswerDesk() {}

    /**
     * An alert that the member was notified of.
     *
     * @param alert its id
     * @param notice id of the latest notice of it
     * @param occurred when the thing observed occurred
     * @param expires when that notice does
     */
    public record Waiting(String alert, String notice, Instant occurred, Instant expires, String title) {}

    /**
     * What the centre says of the alert after an answer.
     *
     * @param row of the decision table that fires now; absent where none does
     */
    public record Answered(String alert, String life, Optional<String> row) {}

    /** Alerts of the notices in the inbox, in the order in which they came. */
    public static List<Waiting> alerts(MemberSettings settings) {
        Map<String, Waiting> out = new LinkedHashMap<>();
        for (Kept kept : Journal.peek(journal(settings))) {
            var alert = kept.notice().alert();
            out.put(
                    alert.id(),
                    new Waiting(alert.id(), kept.notice().id(), alert.occurred(), kept.expires(), alert.title()));
        }
        return List.copyOf(out.values());
    }

    /** The verdict of that word: {@code false}, {@code seen-here} or {@code handled}. */
    public static Assessment.Verdict verdict(String word) {
        for (Assessment.Verdict verdict : Assessment.Verdict.values()) {
            if (word(verdict).equals(word)) {
                return verdict;
            }
        }
        throw new YochiException(ErrorCode.USAGE, "an answer is false, seen-here or handled, not " + word);
    }

    static String word(Assessment.Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Tells the centre; refused with the reason where it knows of no notice of the alert to this member. */
    public static Answered answer(
            MemberSettings settings, String alert, Assessment.Verdict verdict, String why, SecureRandom random)
            throws InterruptedException {
        if (!alert.matches("[A-Za-z0-9-]{1,100}")) {
            throw new YochiException(ErrorCode.USAGE, "no id of an alert: " + alert);
        }
        if (why.length() > LONGEST_WHY) {
            throw new YochiException(ErrorCode.USAGE, "a reason has at most " + LONGEST_WHY + " letters");
        }
        Path folder = settings.directory().resolve("identity");
        if (!Files.isDirectory(folder)
                || IdentityFolder.open(folder).tls().isEmpty()) {
            throw new YochiException(
                    ErrorCode.SETTINGS, "this member has not enrolled yet: start it once, then it has a certificate");
        }
        try (HttpClient http = Enrolment.partyClient(settings, IdentityFolder.open(folder), random)) {
            String said = new CentreLink(http, settings.centre().party()).answer(alert, body(verdict, why));
            JsonNode json = JsonMapper.shared().readTree(said);
            return new Answered(
                    json.path("id").asString(alert),
                    json.path("life").asString(""),
                    Optional.of(json.path("row").asString("")).filter(row -> !row.isEmpty()));
        }
    }

    static String body(Assessment.Verdict verdict, String why) {
        return JsonMapper.shared()
                .createObjectNode()
                .put("verdict", word(verdict))
                .put("why", why)
                .toString();
    }

    static Path journal(MemberSettings settings) {
        return settings.directory().resolve("identity").resolve("acted");
    }
}
