package yochi.link.table;

/**
 * One change of the live tables that brings an older store to the shapes of today.
 *
 * @param number counts from 1 without gaps
 * @param sql one statement, such as {@code ALTER TABLE cell_live ADD COLUMN tool VARCHAR}
 */
public record Migration(int number, String sql) {}
