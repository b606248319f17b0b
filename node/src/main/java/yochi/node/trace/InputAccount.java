package yochi.node.trace;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import yochi.node.input.Noted;
import yochi.node.input.RejectReason;
import yochi.node.input.Rejected;
import yochi.node.input.Tally;

/**
 * What one input held and what became of it; records = packets + all rejected.
 *
 * @param path the input, {@code -} for standard input
 * @param format its format's id, empty where none fits
 * @param sha256 digest of the bytes as stored, empty where they could not be read or no digest was asked for
 * @param records packets, lines or rows it held
 * @param packets records that were taken, whatever their kind
 * @param rejected records that were not taken, by reason
 * @param noted oddities of records that were taken
 * @param first earliest observation time
 * @param last latest observation time
 * @param unknown what the format cannot tell
 */
public record InputAccount(
        String path,
        Optional<TraceFormat> format,
        Optional<String> sha256,
        long records,
        long packets,
        List<Rejected> rejected,
        List<Noted> noted,
        Optional<Instant> first,
        Optional<Instant> last,
        List<Unknown> unknown) {
    public InputAccount {
        rejected = List.copyOf(rejected);
        noted = List.copyOf(noted);
        unknown = List.copyOf(unknown);
        long lost = rejected.stream().mapToLong(Rejected::count).sum();
        if (records != packets + lost) {
            throw new IllegalArgumentException(records + " records are not " + packets + " packets + " + lost);
        }
    }

    /** What became of an input, as its reader told the tally. */
    static InputAccount of(Tally tally, String path, Optional<TraceFormat> format, Optional<String> sha256) {
        return new InputAccount(
                path,
                format,
                sha256,
                tally.nextRecord(),
                tally.packets(),
                tally.rejected(),
                tally.noted(),
                tally.first(),
                tally.last(),
                format.map(TraceFormat::unknown).orElse(List.of()));
    }

    /** Records that were rejected for the reason. */
    public long rejected(RejectReason reason) {
        return rejected.stream()
                .filter(r -> r.reason() == reason)
                .mapToLong(Rejected::count)
                .sum();
    }

    /** Whether everything was taken, but for what normal operation leaves out. */
    public boolean clean() {
        return rejected.stream().allMatch(r -> r.reason().expected());
    }
}
