package yochi.node.summary;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import yochi.core.model.AttackType;
import yochi.core.model.Epoch;
import yochi.core.model.Party;

/**
 * All that is kept of one epoch's observations. {@code counted} holds the cells that may go through the border: whose
 * address is counted, origin or victim, and the attacked service. {@code written} holds those records once more, with
 * source and destination as the packet names them, whose two readings differ; it serves the node's own people only.
 */
public final class EpochSummary {
    private final Epoch epoch;
    private final Dictionary dictionary;
    private final CellCounts counted;
    private final CellCounts written;
    private final CellCounts furtherTools;
    private final CellDetails details;
    private final LongCounts newSources = new LongCounts(0);
    private String noNewSources = "not asked for";
    private double newSourcesError;

    EpochSummary(Epoch epoch, Dictionary dictionary, SummarySettings settings) {
        this.epoch = epoch;
        this.dictionary = dictionary;
        this.counted = new CellCounts(settings.mostPairs());
        this.written = new CellCounts(settings.mostPairs());
        this.furtherTools = new CellCounts(settings.mostPairs());
        this.details = new CellDetails(settings.details(), epoch, settings.mostPairs());
    }

    /** One that holds counted cells and nothing else, however many they are. */
    static EpochSummary countedOnly(Epoch epoch, Dictionary dictionary) {
        Duration length = Duration.ofSeconds(epoch.seconds());
        return new EpochSummary(
                epoch,
                dictionary,
                new SummarySettings(length, length, Duration.ZERO, Duration.ZERO, false, Integer.MAX_VALUE));
    }

    /** The counted cells in another dictionary's codes. */
    EpochSummary countedIn(Dictionary other) {
        EpochSummary copy = countedOnly(epoch, other);
        copy.counted.merge(counted, other.addresses(), dictionary.addresses(), c -> other.adopt(dictionary, c));
        return copy;
    }

    /** The cells that may go through the border, but what is withheld. */
    EpochSummary without(Withheld withheld) {
        Duration length = Duration.ofSeconds(epoch.seconds());
        SummarySettings same = new SummarySettings(
                        length, length, Duration.ZERO, Duration.ZERO, false, Integer.MAX_VALUE)
                .with(details.wanted());
        EpochSummary copy = new EpochSummary(epoch, dictionary, same);
        copy.details.addSifted(details, copy.counted.addWithout(counted, withheld), withheld);
        copy.counted.pack();
        newSources.forEach(copy.newSources::add);
        copy.noNewSources = noNewSources;
        copy.newSourcesError = newSourcesError;
        return copy;
    }

    public Epoch epoch() {
        return epoch;
    }

    /** What sensor and place numbers and address codes mean. */
    public Dictionary dictionary() {
        return dictionary;
    }

    public CellCounts counted() {
        return counted;
    }

    /** Packets per victim and ten seconds, by attack type. */
    public Map<AttackType, VictimTens> victims() {
        Map<AttackType, VictimTens> out = new EnumMap<>(AttackType.class);
        details.forEachVictim((tens, type, address, n) ->
                out.computeIfAbsent(type, t -> new VictimTens(epoch)).add(tens, address, n));
        return out;
    }

    CellDetails details() {
        return details;
    }

    /** Sets how many entries each table may hold from now on. */
    void allow(int entriesAtMost) {
        counted.allow(entriesAtMost);
        written.allow(entriesAtMost);
        furtherTools.allow(entriesAtMost);
        details.allow(entriesAtMost);
    }

    /** Entries of all tables. */
    int entries() {
        return counted.pairs() + written.pairs() + furtherTools.pairs() + details.entries() + newSources.size();
    }

    /** Gives room back, since nothing is expected to come any more; what comes all the same is still taken. */
    void pack() {
        counted.pack();
        written.pack();
        furtherTools.pack();
        details.pack();
        newSources.pack();
    }

    /** Hands over what only the view reads, and forgets it; what comes later is told when the view gets the epoch. */
    void tell(LocalView view) {
        view.addWritten(this);
        written.clear();
    }

    /** Bytes of memory of the large tables. */
    public long bytes() {
        return counted.bytes() + written.bytes() + furtherTools.bytes() + details.bytes() + newSources.bytes();
    }

    /** Tells new addresses from those that the filter saw within seven days, and marks all of them. */
    void findNew(SeenSources seen) {
        newSources.clear();
        if (!seen.knowsEnough(epoch.startSecond())) {
            noNewSources = "fewer than " + SeenSources.DAYS + " days of history"
                    + (seen.since() == Long.MAX_VALUE ? "" : ", known since " + Instant.ofEpochSecond(seen.since()));
        } else {
            noNewSources = "";
        }
        // The filter itself tells an address that was met already: it has just been marked.
        counted.forEachPair((slot, address, n) -> {
            AttackType type = CellCode.type(counted.code(slot));
            long lasting = (type.party() == Party.VICTIM ? Long.MIN_VALUE : 0)
                    | dictionary.addresses().lasting(address);
            if (seen.isNew(lasting, epoch.startSecond()) && noNewSources.isEmpty()) {
                newSources.add(partyKey(type, address), 1);
            }
        });
        newSourcesError = noNewSources.isEmpty() ? seen.error() : 0;
    }

    private static long partyKey(AttackType type, long address) {
        return (type.party() == Party.VICTIM ? 1L << Addresses.BITS : 0) | address;
    }

    /** Whether the counted address of that type had not been seen for seven days before the epoch. */
    boolean isNew(AttackType type, long address) {
        return newSources.get(partyKey(type, address)) > 0;
    }

    /** Why it is not known which addresses are new; empty where it is. */
    String noNewSources() {
        return noNewSources;
    }

    /** Share of new addresses that are missed. */
    double newSourcesError() {
        return newSourcesError;
    }

    CellCounts written() {
        return written;
    }

    CellCounts furtherTools() {
        return furtherTools;
    }

    /** Adds all of another summary of the same epoch, from whatever summariser it comes. */
    public void merge(EpochSummary other) {
        if (!epoch.equals(other.epoch)) {
            throw new IllegalArgumentException("different epochs: " + epoch + ", " + other.epoch);
        }
        Dictionary there = other.dictionary;
        int[] slots = counted.merge(
                other.counted, dictionary.addresses(), there.addresses(), c -> dictionary.adopt(there, c));
        details.merge(other.details, slots, dictionary.addresses(), there.addresses());
        written.merge(other.written, dictionary.addresses(), there.addresses(), c -> dictionary.adopt(there, c));
        furtherTools.merge(
                other.furtherTools, dictionary.addresses(), there.addresses(), c -> dictionary.adopt(there, c));
    }
}
