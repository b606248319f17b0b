package yochi.centre.pages;

import java.util.List;

/**
 * One drawing with all that belongs to it.
 *
 * @param id among the pictures of its album, fit for an address
 * @param label what it is chosen by, where the album has several
 * @param answer to the album's question, in a sentence or two
 * @param drawing an {@code svg}
 * @param legend what its forms mean, readable without colour
 * @param missing what was missing, and what therefore cannot be told
 * @param table the statistics behind it
 */
public record Picture(
        String id, Say label, Say answer, Shape drawing, List<Entry> legend, List<Say> missing, Table table) {
    public Picture {
        legend = List.copyOf(legend);
        missing = List.copyOf(missing);
    }

    /** A line of the legend: a small {@code svg} and its meaning. */
    public record Entry(Shape sample, Say meaning) {}

    /**
     * Statistics as a table.
     *
     * @param rows a text per column; what cannot be told is empty
     */
    public record Table(List<Column> columns, List<List<String>> rows) {
        public Table {
            columns = List.copyOf(columns);
            rows = rows.stream().map(List::copyOf).toList();
            int width = columns.size();
            if (rows.stream().anyMatch(r -> r.size() != width)) {
                throw new IllegalArgumentException("a row has not " + width + " columns");
            }
        }
    }

    /**
     * A column.
     *
     * @param key its name in the download
     * @param number whether its texts are numbers
     */
    public record Column(String key, Say head, boolean number) {
        public static Column text(String key, String en, String ja) {
            return new Column(key, new Say(en, ja), false);
        }

        public static Column number(String key, String en, String ja) {
            return new Column(key, new Say(en, ja), true);
        }
    }
}
