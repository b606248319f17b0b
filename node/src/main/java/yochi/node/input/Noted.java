package yochi.node.input;

/**
 * Something odd about records that were taken all the same.
 *
 * @param what what was odd, such as {@code clockBack}
 * @param count how many records
 * @param firstPosition where the first stood
 */
public record Noted(String what, long count, String firstPosition) {}
