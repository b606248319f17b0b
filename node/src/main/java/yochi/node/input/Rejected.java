package yochi.node.input;

import java.util.List;

/**
 * Records of one input that were not taken, for one reason: all counted, the first few sampled.
 *
 * @param reason why
 * @param count how many records
 * @param firstPosition where the first stood: {@code line 17} or {@code byte 4096}
 * @param samples what was wrong with the first few, without addresses or payload
 */
public record Rejected(RejectReason reason, long count, String firstPosition, List<String> samples) {
    public Rejected {
        if (count < 1) {
            throw new IllegalArgumentException(reason + " counted " + count + " times");
        }
        samples = List.copyOf(samples);
    }

    /** One line for people: what, how often, where first, what to do. */
    public String message(String path) {
        String sample = samples.isEmpty() ? "" : " (" + samples.getFirst() + ")";
        return path + ": " + count + " × " + reason + ", first at " + firstPosition + sample + ": " + reason.remedy();
    }
}
