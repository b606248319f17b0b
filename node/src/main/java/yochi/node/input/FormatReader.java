package yochi.node.input;

import yochi.node.observation.ObservationSink;

/** Reads one input of one format; made anew for each input. */
public interface FormatReader {
    /**
     * Reads to the end, hands observations on, and tells the tally of every record, good or bad.
     *
     * @param input path for the origin of observations
     */
    void read(String input, ByteSource source, Tally tally, ObservationSink sink);
}
