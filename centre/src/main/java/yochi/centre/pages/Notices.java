package yochi.centre.pages;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import yochi.core.model.Tlp;

/**
 * Whom the centre has told, over which channel, how long it took, and who has answered.
 *
 * @param asOf wall clock
 * @param notices the newest first
 * @param channels times of each channel, from the occurrence to the delivery
 * @param groups members who tell each other, and what their sectors have seen
 */
public record Notices(Instant asOf, List<Card> notices, List<Times> channels, List<Circle> groups) {
    public Notices {
        notices = List.copyOf(notices);
        channels = List.copyOf(channels);
        groups = List.copyOf(groups);
    }

    /** What a notice is about. */
    public enum About {
        NOWCAST,
        FORECAST,
        MACHINES
    }

    /** Where a notice stands. */
    public enum State {
        OPEN,
        DESK,
        ACKNOWLEDGED,
        EXPIRED,
        WITHDRAWN,
        SUPERSEDED
    }

    /**
     * One notice to one member.
     *
     * @param alert its id
     * @param group for whose sake the member is told; absent where its own networks are concerned
     * @param deliveredSeconds from the occurrence to the first delivery
     * @param acknowledgedSeconds from the occurrence to the answer
     * @param acknowledgedBy {@code inbox}, or whom the desk heard by telephone
     * @param desk when nobody had answered in time
     * @param fingerprint to be read over the telephone
     * @param machines how many machines it names; their addresses are in the signed message alone
     * @param mitigations how many counter-measures it proposes
     * @param texts what people read, by language; none where it names machines
     * @param thread where it stands among the notices of its alert to this recipient
     */
    public record Card(
            String id,
            About about,
            State state,
            String alert,
            String member,
            Optional<String> group,
            Phrase title,
            Tlp tlp,
            Instant occurred,
            Instant issued,
            Instant expires,
            Optional<Instant> approved,
            Optional<Instant> delivered,
            OptionalDouble deliveredSeconds,
            Optional<Instant> acknowledged,
            OptionalDouble acknowledgedSeconds,
            Optional<String> acknowledgedBy,
            Optional<Instant> desk,
            String fingerprint,
            int machines,
            int mitigations,
            List<Text> texts,
            List<Delivery> deliveries,
            Optional<Turn> thread) {
        public Card {
            texts = List.copyOf(texts);
            deliveries = List.copyOf(deliveries);
        }
    }

    /**
     * One of the notices of an alert to a recipient.
     *
     * @param first id of the first of them
     * @param number 1, 2, 3 …
     * @param change {@code first}, {@code news}, {@code renewed}, {@code ended} or {@code false}
     */
    public record Turn(String first, int number, String change) {}

    /** What a person reads. */
    public record Text(String language, String title, String body) {}

    /**
     * A notice on its way to one contact.
     *
     * @param step 0 for the first contact
     * @param contact his name
     * @param channel {@code inbox}, {@code webhook} or {@code mail}
     * @param state {@code queued}, {@code delivered}, {@code bounced} or {@code cancelled}
     * @param seconds from the occurrence to this delivery
     * @param why what went wrong last
     */
    public record Delivery(
            int step,
            String contact,
            String channel,
            String state,
            Instant queued,
            Optional<Instant> delivered,
            OptionalDouble seconds,
            int tries,
            Optional<String> why) {}

    /**
     * Times of one channel over the notices shown.
     *
     * @param delivered how many were delivered
     * @param bounced how many never will be
     * @param medianSeconds from occurrence to delivery
     * @param slowestSeconds likewise
     */
    public record Times(
            String channel, int delivered, int bounced, OptionalDouble medianSeconds, OptionalDouble slowestSeconds) {}

    /**
     * A group of members.
     *
     * @param tells what goes round in it
     * @param tlp the strictest marking that may
     * @param seen what its sectors have seen
     */
    public record Circle(String name, List<String> members, List<About> tells, Tlp tlp, List<Seen> seen) {
        public Circle {
            members = List.copyOf(members);
            tells = List.copyOf(tells);
            seen = List.copyOf(seen);
        }
    }

    /**
     * Something that sectors of a group have seen.
     *
     * @param what a vector, such as {@code http/get}, or an attack type
     * @param sectors in which, the first to see it first
     */
    public record Seen(String what, List<Sector> sectors) {
        public Seen {
            sectors = List.copyOf(sectors);
        }
    }

    /** When one sector saw it, and in how many alerts. */
    public record Sector(String sector, long alerts, Instant first, Instant last) {}
}
