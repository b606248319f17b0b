package yochi.member.line;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import yochi.core.model.Prefix;
import yochi.link.config.Default;
import yochi.link.config.Secret;
import yochi.member.mitigation.LogBackEnd;

/**
 * Everything a member's program is told; config/member.yaml explains each key.
 *
 * @param name the member's name, as in its certificate
 * @param directory its own directory: identity with the journal of what was acted on, rule log
 * @param centre whom it listens to
 * @param networks networks it protects
 * @param never networks that no rule may name
 * @param flows where its routers export flow records to
 * @param longestLease longest time a rule may stay in force
 * @param mostActive most rules in force at once
 * @param mostCollateral largest share of ordinary traffic a discard may hit, 0..1
 * @param sharpen whether an armed rate limit becomes a discard of the source networks a detection names
 * @param shortestDestination shortest prefix length of a rule's destination (IPv4)
 * @param automatic whether a detection makes an armed rule active by itself
 * @param disarm when a notice alone may disarm a rule that waits for an attack
 * @param ruleLog how much of the log of rules is kept
 * @param simulated whether its traffic is generated, so that its outcomes are marked
 */
public record MemberSettings(
        String name,
        Path directory,
        CentreContact centre,
        List<Prefix> networks,
        @Default("[]") List<Prefix> never,
        Listen flows,
        @Default("1h") Duration longestLease,
        @Default("8") int mostActive,
        @Default("0.2") double mostCollateral,
        @Default("true") boolean sharpen,
        @Default("24") int shortestDestination,
        @Default("true") boolean automatic,
        @Default("revoked") Disarm disarm,
        @Default("{}") LogBackEnd.Bound ruleLog,
        @Default("false") boolean simulated) {
    /** When a notice alone may disarm what waits for an attack. */
    public enum Disarm {
        /** Never: what was promised waits until its notice expires. */
        NEVER,
        /** When the alert was false. */
        REVOKED,
        /** When the alert was false, or is over. */
        OVER
    }

    /**
     * The centre as the member knows it from its invitation.
     *
     * @param name the centre's name, as in its certificate
     * @param party its listener for parties
     * @param open its public listener
     * @param root SHA-256 of its root certificate, hexadecimal
     * @param token one-time token of the invitation; not needed any more after enrolment
     * @param keys pinned signing keys by role
     */
    public record CentreContact(
            String name,
            URI party,
            URI open,
            String root,
            @Default("") Secret token,
            List<PinnedKey> keys) {}

    /**
     * A signing key handed over out of band.
     *
     * @param role {@code centre} or {@code approver}
     * @param key the public key as the centre prints it
     */
    public record PinnedKey(String role, String key) {}

    /**
     * An address to listen on.
     *
     * @param host host name or address
     * @param port 0 for any free one
     */
    public record Listen(
            @Default("127.0.0.1") String host,
            @Default("4739") int port) {}
}
