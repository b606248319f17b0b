package yochi.centre.line;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import yochi.centre.courier.Mail;
import yochi.centre.courier.TrustedRoots;
import yochi.centre.courier.Webhook;
import yochi.centre.response.Channel;
import yochi.centre.response.Courier;
import yochi.centre.response.Group;
import yochi.core.model.ErrorCode;
import yochi.core.model.Prefix;
import yochi.core.model.Tlp;
import yochi.core.model.YochiException;
import yochi.link.config.Default;
import yochi.link.config.Secret;
import yochi.link.config.SettingsFile;

/**
 * How people are told.
 *
 * @param groups who hears what befalls another
 * @param updateEvery at most one update of a notice in that time, but for the alert's life and end
 * @param keep how long a notice is kept with its deliveries and outcomes
 * @param exempt a file of blocks whose machines are no infected ones, besides those shipped
 * @param webhooks where they may lead
 * @param mail the centre's mail server; without it a contact by mail cannot be told
 */
public record NoticePlan(
        @Default("[]") List<GroupPlan> groups,
        @Default("5m") Duration updateEvery,
        @Default("400d") Duration keep,
        Optional<Path> exempt,
        @Default("{}") WebhookPlan webhooks,
        Optional<MailPlan> mail) {
    public NoticePlan {
        groups = List.copyOf(groups);
        if (updateEvery.isNegative() || updateEvery.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException("updateEvery is from 0s to 1h, not " + updateEvery);
        }
        if (keep.compareTo(Duration.ofDays(2)) < 0) {
            throw new IllegalArgumentException("keep is at least 2d, since a notice lives for one, not " + keep);
        }
    }

    /** Members' programs alone are told. */
    public static NoticePlan usual() {
        return SettingsFile.parse("{}", "notices", Path.of("."), NoticePlan.class);
    }

    /** The same with updates as often as that. */
    public NoticePlan withUpdatesEvery(Duration time) {
        return new NoticePlan(groups, time, keep, exempt, webhooks, mail);
    }

    /**
     * Webhooks.
     *
     * @param allowed networks besides public ones, such as a member's leased line
     * @param roots certificates in PEM that are trusted instead of the usual ones
     * @param longest of one try
     */
    public record WebhookPlan(
            @Default("[]") List<Prefix> allowed,
            Optional<Path> roots,
            @Default("10s") Duration longest) {
        public WebhookPlan {
            allowed = List.copyOf(allowed);
        }
    }

    /**
     * The centre's mail server.
     *
     * @param host its name, as in its certificate
     * @param port of submission
     * @param security of the way to it; none only on the same machine
     * @param user where it asks for one
     * @param password of the user
     * @param from the sender
     * @param roots certificates in PEM that are trusted instead of the usual ones
     * @param longest of each step of one try
     */
    public record MailPlan(
            String host,
            @Default("587") int port,
            @Default("starttls") Mail.Security security,
            @Default("") String user,
            @Default("") Secret password,
            String from,
            Optional<Path> roots,
            @Default("20s") Duration longest) {
        Mail.Server server() {
            return new Mail.Server(
                    host,
                    port,
                    security,
                    user.isEmpty() ? Optional.empty() : Optional.of(new Mail.Login(user, password)),
                    from,
                    longest);
        }
    }

    /** What brings notices to contacts that do not fetch them. */
    Map<Channel, Courier> couriers(InstantSource clock) {
        Map<Channel, Courier> out = new EnumMap<>(Channel.class);
        out.put(
                Channel.WEBHOOK,
                new Webhook(TrustedRoots.context(webhooks.roots()), webhooks.allowed(), webhooks.longest()));
        mail.ifPresent(m -> out.put(Channel.MAIL, mail(m, clock)));
        return out;
    }

    private static Courier mail(MailPlan plan, InstantSource clock) {
        try {
            return new Mail(plan.server(), TrustedRoots.context(plan.roots()), clock);
        } catch (IllegalArgumentException e) {
            throw new YochiException(ErrorCode.SETTINGS, "notices.mail: " + e.getMessage(), e);
        }
    }

    /**
     * Members of several sectors who hear what befalls one of them.
     *
     * @param name of the group
     * @param members by name
     * @param tells what they agreed on
     * @param clearance the strictest marking that goes round
     */
    public record GroupPlan(
            String name,
            List<String> members,
            @Default("[nowcast]") Set<Group.Matter> tells,
            @Default("AMBER") Tlp clearance) {
        public GroupPlan {
            members = List.copyOf(members);
            tells = Set.copyOf(tells);
        }
    }
}
