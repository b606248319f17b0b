package yochi.evaluation.world;

/** How a group of sources acts together (the three types of the published simulation, algorithms §2.4). */
public enum OutbreakKind {
    /** Twice in a window a command, upon which each sends some packets within half a slot. */
    BURST,
    /** Every 150 seconds some packets: four slots of twelve. */
    PERIODIC,
    /** One packet each, once in the window. */
    SINGLE
}
