package yochi.centre.response;

import java.time.Duration;
import yochi.centre.site.Site;

/**
 * Whom a member wants to be told, and how long he has to answer before the next is told.
 *
 * @param name of the person or post
 * @param channel how
 * @param address URL of a webhook, address of a mail; empty for the inbox
 * @param within to acknowledge
 */
public record Contact(String name, Channel channel, String address, Duration within) {
    public Contact {
        if (name.isBlank() || name.length() > 100) {
            throw new IllegalArgumentException("a contact needs a name of at most 100 letters");
        }
        if (!within.isPositive() || within.compareTo(Site.Contact.LONGEST) > 0) {
            throw new IllegalArgumentException(
                    name + ": within is above 0 and at most " + Site.Contact.LONGEST + ", not " + within);
        }
        if ((channel == Channel.INBOX) != address.isEmpty()) {
            throw new IllegalArgumentException(name + ": webhook and mail need an address, the inbox has none");
        }
        boolean good = switch (channel) {
            case INBOX -> true;
            case WEBHOOK -> Site.Contact.isWebhook(address);
            case MAIL -> Site.Contact.isMail(address);
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
