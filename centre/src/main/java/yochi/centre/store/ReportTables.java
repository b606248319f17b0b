package yochi.centre.store;

import java.util.List;
import yochi.link.table.Column;
import yochi.link.table.ColumnType;
import yochi.link.table.Migration;
import yochi.link.table.TableShape;

/**
 * The tables of the statistics: one line per report, one narrow line per cell and metric, sketches and uptime apart.
 * All carry their report's number and the start of its window, by which days are sealed and dropped together.
 */
final class ReportTables {
    static final String REPORT = "report";
    static final String CELL = "cell";
    static final String SKETCH = "sketch";
    static final String UPTIME = "uptime";
    static final String OPERATOR = "operator";

    static final List<TableShape> SHAPES = List.of(
            new TableShape(
                    REPORT,
                    List.of(
                            Column.of("number", ColumnType.LONG),
                            Column.of("window_start", ColumnType.TIME),
                            Column.of("window_seconds", ColumnType.LONG),
                            Column.of("node", ColumnType.TEXT),
                            Column.of("name", ColumnType.TEXT),
                            Column.of("country", ColumnType.TEXT),
                            Column.of("boot", ColumnType.LONG),
                            Column.of("sequence", ColumnType.LONG),
                            Column.of("revision", ColumnType.LONG),
                            Column.of("late", ColumnType.BOOLEAN),
                            Column.of("policy", ColumnType.TEXT),
                            Column.of("policy_digest", ColumnType.TEXT),
                            Column.of("key_id", ColumnType.TEXT),
                            Column.of("rules", ColumnType.TEXT),
                            Column.of("suppressed_cells", ColumnType.LONG),
                            Column.of("suppressed_packets", ColumnType.LONG),
                            Column.of("total_packets", ColumnType.LONG),
                            Column.of("digest", ColumnType.TEXT),
                            Column.of("received", ColumnType.TIME)),
                    "window_start"),
            new TableShape(
                    CELL,
                    List.of(
                            Column.of("report", ColumnType.LONG),
                            Column.of("window_start", ColumnType.TIME),
                            Column.of("ordinal", ColumnType.LONG),
                            Column.of("epoch_start", ColumnType.TIME),
                            Column.of("epoch_seconds", ColumnType.LONG),
                            Column.of("sensor_group", ColumnType.TEXT),
                            Column.of("attack_type", ColumnType.TEXT),
                            Column.of("service", ColumnType.TEXT),
                            Column.of("tool", ColumnType.TEXT),
                            Column.of("place", ColumnType.TEXT),
                            Column.of("asn", ColumnType.LONG),
                            Column.of("metric", ColumnType.TEXT),
                            Column.of("codec", ColumnType.TEXT),
                            Column.optional("number", ColumnType.LONG),
                            Column.optional("low", ColumnType.LONG),
                            Column.optional("high", ColumnType.LONG),
                            Column.optional("reason", ColumnType.TEXT)),
                    "window_start"),
            new TableShape(
                    SKETCH,
                    List.of(
                            Column.of("report", ColumnType.LONG),
                            Column.of("window_start", ColumnType.TIME),
                            Column.of("ordinal", ColumnType.LONG),
                            Column.of("metric", ColumnType.TEXT),
                            Column.of("bytes", ColumnType.BYTES)),
                    "window_start"),
            new TableShape(
                    UPTIME,
                    List.of(
                            Column.of("report", ColumnType.LONG),
                            Column.of("window_start", ColumnType.TIME),
                            Column.of("sensor", ColumnType.TEXT),
                            Column.of("epoch_start", ColumnType.TIME),
                            Column.of("epoch_seconds", ColumnType.LONG),
                            Column.of("share", ColumnType.DOUBLE),
                            Column.of("monitored", ColumnType.LONG),
                            Column.of("reason", ColumnType.TEXT)),
                    "window_start"),
            new TableShape(
                    OPERATOR,
                    List.of(
                            Column.of("report", ColumnType.LONG),
                            Column.of("window_start", ColumnType.TIME),
                            Column.of("sensor", ColumnType.TEXT),
                            Column.of("operator", ColumnType.TEXT)),
                    "window_start"));

    static final List<Migration> STEPS = List.of(new Migration(
            1,
            "CREATE TABLE operator_live (report BIGINT NOT NULL, window_start TIMESTAMP NOT NULL,"
                    + " sensor VARCHAR NOT NULL, operator VARCHAR NOT NULL)"));

    private ReportTables() {}
}
