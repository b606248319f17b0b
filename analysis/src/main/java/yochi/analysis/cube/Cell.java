package yochi.analysis.cube;

import org.jspecify.annotations.Nullable;
import yochi.core.model.AttackType;
import yochi.core.model.Party;
import yochi.core.model.Service;

/**
 * What is counted, apart from where and when.
 *
 * @param attackType kind of activity
 * @param service attacked service; {@link Service#ANY} for the total of the kind
 */
public record Cell(AttackType attackType, Service service) implements Comparable<Cell> {
    /** Every origin, whatever it did. */
    public static final Cell ALL_ORIGIN = new Cell(AttackType.ALL_ORIGIN, Service.ANY);
    /** Every victim, whatever was done to it. */
    public static final Cell ALL_VICTIM = new Cell(AttackType.ALL_VICTIM, Service.ANY);

    private static final AttackType[] KINDS = AttackType.values();
    private static final Service.Protocol[] PROTOCOLS = Service.Protocol.values();
    /** A service has a number of 16 bits or none. */
    private static final int NUMBERS = 65_537;

    public static Cell all(Party party) {
        return party == Party.ORIGIN ? ALL_ORIGIN : ALL_VICTIM;
    }

    public Party party() {
        return attackType.party();
    }

    /** The total of one kind or of all kinds, which overlaps with its parts. */
    public boolean total() {
        return service.number() < 0 && service.protocol() == Service.Protocol.ANY;
    }

    /** A single service of a single kind, neither a total nor a rest: the parts that may be compared or added. */
    public boolean single() {
        return !total() && !attackType.isTotal() && !attackType.isRest();
    }

    /** A number that stands for the cell while the program runs, in the order of cells. */
    int code() {
        return code(attackType, service);
    }

    @SuppressWarnings("EnumOrdinal")
    static int code(AttackType attackType, Service service) {
        int kind = attackType.ordinal() * PROTOCOLS.length + service.protocol().ordinal();
        return kind * NUMBERS + service.number() + 1;
    }

    static Cell of(int code) {
        int kind = code / NUMBERS;
        Service service = new Service(PROTOCOLS[kind % PROTOCOLS.length], code % NUMBERS - 1);
        return new Cell(KINDS[kind / PROTOCOLS.length], service);
    }

    @Override
    public int compareTo(Cell other) {
        int c = attackType.compareTo(other.attackType);
        return c != 0 ? c : service.compareTo(other.service);
    }

    /** As of any record, but cells are keys of every table. */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof Cell c
                        && attackType == c.attackType
                        && service.number() == c.service.number()
                        && service.protocol() == c.service.protocol());
    }

    @Override
    public int hashCode() {
        return code();
    }

    @Override
    public String toString() {
        return attackType + " " + service;
    }
}
