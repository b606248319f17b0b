package yochi.node.trace;

/**
 * A figure that the input cannot tell.
 *
 * @param field name of the figure in output, such as {@code bytes}
 * @param reason why, one clause
 */
public record Unknown(String field, String reason) {}
