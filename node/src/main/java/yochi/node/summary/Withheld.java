package yochi.node.summary;

/** What of a window may not go on to the border's judgement: whole sensors, and single addresses of single cells. */
public interface Withheld {
    /** Whether all of the sensor with that number of the dictionary. */
    boolean sensor(int number);

    /** Whether the address in the cell of that {@link CellCode}. */
    boolean pair(long code, long address);

    /** Whether the address in every cell of the type. */
    boolean victim(yochi.core.model.AttackType type, long address);
}
