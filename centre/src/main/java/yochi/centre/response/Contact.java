package yochi.centre.response;

import java.time.Duration;
import java.util.regex.Pattern;

/**
 * Whom a member wants to be told, and how long he has to answer before the next is told.
 *
 * @param name of the person or post
 * @param channel how
 * @param address URL of a webhook, address of a mail; empty for the inbox
 * @param within to acknowledge
 */
public record Contact(String name, Channel channel, String address, Duration within) {
    /** Longest wait, so that an escalation ends within the life of a notice. */
    static final Duration LONGEST = Duration.ofHours(12);

    private static final Pattern MAIL = Pattern.compile("[\\w.+-]{1,64}@[A-Za-z0-9-]{1,63}(\\.[A-Za-z0-9-]{1,63})*");
    private static final Pattern WEB = Pattern.compile("https://[^\\s@#]{1,2000}");

    public Contact {
        if (name.isBlank() || name.length() > 100) {
            throw new IllegalArgumentException("a contact needs a name of at most 100 letters");
        }
        if (!within.isPositive() || within.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(name + ": within is above 0 and at most " + LONGEST + ", not " + within);
        }
        if ((channel == Channel.INBOX) != address.isEmpty()) {
            throw new IllegalArgumentException(name + ": webhook and mail need an address, the inbox has none");
        }
        boolean good = switch (channel) {
            case INBOX -> true;
            case WEBHOOK -> WEB.matcher(address).matches();
            case MAIL -> MAIL.matcher(address).matches();
        };
        if (!good) {
            throw new IllegalArgumentException(
                    name + ": a webhook is https:// without user or fragment, mail goes to one like noc@isp.example");
        }
    }

    /** The member's program, which has half an hour. */
    static Contact inbox() {
        return new Contact("inbox", Channel.INBOX, "", Duration.ofMinutes(30));
    }
}
