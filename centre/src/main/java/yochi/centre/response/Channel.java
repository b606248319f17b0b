package yochi.centre.response;

/** How a notice reaches a contact. */
public enum Channel {
    /** The member's own program fetches it from the party listener. */
    INBOX,
    /** The centre posts it to the contact's HTTPS address. */
    WEBHOOK,
    /** The centre's mail server takes it. */
    MAIL
}
