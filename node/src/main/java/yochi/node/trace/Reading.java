package yochi.node.trace;

import java.util.List;
import java.util.stream.Stream;

/**
 * What became of all inputs of one call.
 *
 * @param inputs one account per input, in the order read
 * @param skipped files that merely lay in a directory and are no trace, such as a licence
 */
public record Reading(List<InputAccount> inputs, List<String> skipped) {
    public Reading {
        inputs = List.copyOf(inputs);
        skipped = List.copyOf(skipped);
    }

    /** Nothing read so far. */
    public static Reading nothing() {
        return new Reading(List.of(), List.of());
    }

    /** This and then the other. */
    public Reading and(Reading later) {
        return new Reading(
                Stream.concat(inputs.stream(), later.inputs.stream()).toList(),
                Stream.concat(skipped.stream(), later.skipped.stream()).toList());
    }

    /** Whether everything was taken, but for what normal operation leaves out. */
    public boolean clean() {
        return inputs.stream().allMatch(InputAccount::clean);
    }
}
