package yochi.node.summary;

import java.nio.ByteBuffer;
import java.time.Duration;
import yochi.core.model.AttackType;
import yochi.core.model.Epoch;
import yochi.core.model.Service;
import yochi.core.model.Tool;
import yochi.node.classify.ServiceNumber;
import yochi.node.observation.Sensor;

/**
 * Puts windows together again out of an archive, all with one dictionary. Counts and addresses only: details are not
 * recollected.
 */
public final class Recollection {
    private static final SummarySettings PLAIN =
            SummarySettings.of(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ZERO, true);

    private final Dictionary dictionary = new Dictionary();

    /** What a recollected cell is about. */
    public record About(Sensor sensor, AttackType type, Service service, Tool tool, Dictionary.Place place) {}

    /** What is counted of a cell in one epoch, addresses apart. */
    public record Counts(long records, long amount, long unmeasured, long unkept) {}

    /** An empty epoch to be filled. */
    public EpochSummary epoch(Epoch epoch) {
        return new EpochSummary(epoch, dictionary, PLAIN);
    }

    /** The code in this recollection of what a cell is about. */
    public long code(About about) {
        return CellCode.pack(
                dictionary.sensor(about.sensor()),
                about.type(),
                about.tool(),
                ServiceNumber.pack(about.service()),
                dictionary.place(about.place()));
    }

    /** Adds a cell to an epoch of this recollection; its slot. */
    public int cell(EpochSummary epoch, long code, Counts counts) {
        return epoch.counted().put(code, counts.records(), counts.amount(), counts.unmeasured(), counts.unkept());
    }

    /** Adds an address of a cell with its records. */
    public void address(EpochSummary epoch, int slot, long code, int records) {
        epoch.counted().putPair(slot, code, records);
    }

    /** The code of an IPv6 address of 16 bytes. */
    public long ipv6(byte[] address) {
        ByteBuffer buffer = ByteBuffer.wrap(address);
        return dictionary.addresses().of(6, buffer.getLong(), buffer.getLong());
    }

    /** The code of a pseudonym. */
    public long named(String pseudonym) {
        return dictionary.addresses().named(pseudonym);
    }
}
