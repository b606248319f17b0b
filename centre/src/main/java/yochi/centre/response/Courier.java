package yochi.centre.response;

import yochi.core.model.Notice;

/** Brings a signed notice to one contact over one channel. */
@FunctionalInterface
public interface Courier {
    /** Tries once, within a bounded time; never throws for what the other side does. */
    Result send(Parcel parcel);

    /**
     * What is sent.
     *
     * @param address of the contact
     * @param message id of the signed message: the same at every try
     * @param text the signed message as it travels
     * @param notice what it says
     * @param fingerprint of the signed message, for people
     */
    record Parcel(String address, String message, String text, Notice notice, String fingerprint) {}

    /** What became of one try. */
    sealed interface Result {
        /** The other side has taken it. */
        record Delivered() implements Result {}

        /** Not this time. */
        record Later(String why) implements Result {}

        /** Never: to try again would change nothing. */
        record Bounced(String why) implements Result {}
    }
}
