package yochi.node.trace;

import java.util.List;

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

    /** Whether everything was taken, but for what normal operation leaves out. */
    public boolean clean() {
        return inputs.stream().allMatch(InputAccount::clean);
    }
}
