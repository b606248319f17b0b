package yochi.world;

/** The truth about a simulated flow, which no detector sees. */
public enum Label {
    ATTACK,
    LEGITIMATE
}
