package yochi.centre.response;

/** A member's message that nobody may act on, and why. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Refusal(String why) {
        super(why);
    }
}
