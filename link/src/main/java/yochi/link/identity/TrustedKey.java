package yochi.link.identity;

/**
 * A key that its owner handed over out of band or at enrolment, and what it may sign for.
 *
 * @param key the pinned key
 * @param owner the party whose messages it signs
 * @param role what the holder is at that party, such as {@code centre} or {@code approver}
 */
public record TrustedKey(VerifyingKey key, PartyName owner, String role) {}
