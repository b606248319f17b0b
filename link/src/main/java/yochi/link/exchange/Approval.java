package yochi.link.exchange;

import java.util.List;
import java.util.stream.Collectors;
import yochi.link.identity.JsonForm;
import yochi.link.identity.Sha256;

/**
 * The second role's word on one alert, the body of the signed message {@code yochi.approval/1}: exactly these waiting
 * notices may be armed, and here are the signatures that their members will ask for.
 *
 * @param alert id of the alert
 * @param digest of the notices as the approver read them, {@link #digest}
 * @param signatures one for each notice that waits
 */
public record Approval(String alert, String digest, List<Countersignature> signatures) {
    /** How the signed message writes and reads its body. */
    public static final JsonForm<Approval> FORM = JsonForm.of("yochi.approval/1", Approval.class);

    /** How the question for what waits is written and read. */
    public static final JsonForm<Question> QUESTION = JsonForm.of("yochi.approval-question/1", Question.class);

    private static final int MAX_SIGNATURES = 1_000;

    public Approval {
        signatures = List.copyOf(signatures);
        if (signatures.size() > MAX_SIGNATURES) {
            throw new IllegalArgumentException("more than " + MAX_SIGNATURES + " signatures");
        }
    }

    /**
     * The approver's signature on one message.
     *
     * @param message id of the signed message that carries the notice
     * @param signature detached, over the whole message
     */
    public record Countersignature(String message, String signature) {}

    /**
     * What waits?
     *
     * @param alert id of the only alert that is meant; empty for all
     */
    public record Question(String alert) {}

    /** SHA-256 of the messages as they wait, in their order, hexadecimal. */
    public static String digest(List<String> messages) {
        return Sha256.hex(messages.stream().map(text -> text + "\n").collect(Collectors.joining()));
    }
}
