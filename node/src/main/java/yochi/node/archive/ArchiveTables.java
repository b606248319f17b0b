package yochi.node.archive;

import java.util.List;
import yochi.link.table.Column;
import yochi.link.table.ColumnType;
import yochi.link.table.Migration;
import yochi.link.table.TableShape;

/**
 * The tables of the archive: one line per released window, one per block of its epochs, the block's addresses apart so
 * that they can be thinned alone, how well each sensor watched and what it left out, and which windows were
 * asked about.
 */
final class ArchiveTables {
    static final String WINDOW = "archive_window";
    static final String BLOCK = "archive_block";
    static final String ADDRESSES = "archive_addresses";
    /** A row per cell, as archives were written before blocks; only read. */
    static final String CELL = "archive_cell";
    /** The tuples of such cells. */
    static final String TUPLES = "archive_tuples";

    /** What holds addresses, and so goes first. */
    static final List<String> WITH_ADDRESSES = List.of(TUPLES, ADDRESSES);
    static final String WATCH = "archive_watch";
    static final String LEFT_OUT = "archive_left_out";
    static final String ASKED = "archive_asked";

    private static final Column NUMBER = Column.of("number", ColumnType.LONG);
    private static final Column START = Column.of("window_start", ColumnType.TIME);

    private static final TableShape BLOCKS = new TableShape(
            BLOCK,
            List.of(
                    NUMBER,
                    START,
                    Column.of("block", ColumnType.LONG),
                    Column.of("piece", ColumnType.LONG),
                    Column.of("counts", ColumnType.BYTES)),
            "window_start",
            true);
    private static final TableShape TUPLES_OF_BLOCKS = new TableShape(
            ADDRESSES,
            List.of(
                    NUMBER,
                    START,
                    Column.of("block", ColumnType.LONG),
                    Column.of("piece", ColumnType.LONG),
                    Column.of("tuples", ColumnType.BYTES)),
            "window_start",
            true);

    static final List<TableShape> SHAPES = List.of(
            BLOCKS,
            TUPLES_OF_BLOCKS,
            new TableShape(
                    WINDOW,
                    List.of(
                            NUMBER,
                            START,
                            Column.of("window_seconds", ColumnType.LONG),
                            Column.of("epoch_seconds", ColumnType.LONG),
                            Column.of("late", ColumnType.BOOLEAN),
                            Column.of("cells", ColumnType.LONG),
                            Column.of("pairs", ColumnType.LONG),
                            Column.of("policy", ColumnType.TEXT),
                            Column.of("kept_at", ColumnType.TIME)),
                    "window_start"),
            new TableShape(
                    CELL,
                    List.of(
                            NUMBER,
                            START,
                            Column.of("cell", ColumnType.LONG),
                            Column.of("sensor", ColumnType.TEXT),
                            Column.of("attack_type", ColumnType.TEXT),
                            Column.of("service", ColumnType.TEXT),
                            Column.of("tool", ColumnType.TEXT),
                            Column.of("country", ColumnType.TEXT),
                            Column.of("asn", ColumnType.LONG),
                            Column.of("records", ColumnType.LONG),
                            Column.of("amount", ColumnType.LONG),
                            Column.of("minutes", ColumnType.BYTES)),
                    "window_start"),
            new TableShape(
                    TUPLES,
                    List.of(
                            NUMBER,
                            START,
                            Column.of("cell", ColumnType.LONG),
                            Column.of("pairs", ColumnType.LONG),
                            Column.of("tuples", ColumnType.BYTES)),
                    "window_start"),
            new TableShape(
                    WATCH,
                    List.of(
                            NUMBER,
                            START,
                            Column.of("sensor", ColumnType.TEXT),
                            Column.of("operator", ColumnType.TEXT),
                            Column.of("epoch_start", ColumnType.TIME),
                            Column.of("epoch_seconds", ColumnType.LONG),
                            Column.of("share", ColumnType.DOUBLE),
                            Column.of("monitored", ColumnType.LONG),
                            Column.of("reason", ColumnType.TEXT)),
                    "window_start"),
            new TableShape(
                    LEFT_OUT,
                    List.of(
                            NUMBER,
                            START,
                            Column.of("sensor", ColumnType.TEXT),
                            Column.of("service", ColumnType.TEXT)),
                    "window_start"),
            new TableShape(ASKED, List.of(START, Column.of("asked_at", ColumnType.TIME)), "window_start"));

    /** What brings an archive up to date that an earlier program made. */
    static final List<Migration> STEPS = List.of(
            new Migration(
                    1,
                    "CREATE TABLE archive_block_live (number BIGINT NOT NULL, window_start TIMESTAMP NOT NULL, "
                            + "block BIGINT NOT NULL, piece BIGINT NOT NULL, "
                            + "counts BLOB NOT NULL USING COMPRESSION uncompressed)"),
            new Migration(
                    2,
                    "CREATE TABLE archive_addresses_live (number BIGINT NOT NULL, window_start TIMESTAMP NOT NULL, "
                            + "block BIGINT NOT NULL, piece BIGINT NOT NULL, "
                            + "tuples BLOB NOT NULL USING COMPRESSION uncompressed)"));

    private ArchiveTables() {}
}
