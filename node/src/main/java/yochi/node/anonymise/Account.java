package yochi.node.anonymise;

/**
 * What became of one input.
 *
 * @param records frames or lines
 * @param kept of them, rewritten
 * @param dropped of them, since they could not be looked through
 * @param truncated whether the input ended within a record
 */
public record Account(long records, long kept, long dropped, boolean truncated) {}
