package yochi.centre.sharing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import tools.jackson.databind.JsonNode;

/** The table of shared objects; every statement runs inside a transaction of the control store. */
final class ObjectTable {
    private static final String NEWEST =
            " NOT EXISTS (SELECT 1 FROM object p WHERE p.collection = o.collection AND p.id = o.id"
                    + " AND p.version > o.version)";
    private static final String OLDEST = NEWEST.replace("p.version >", "p.version <");

    private ObjectTable() {}

    /**
     * Adds objects; a version that is there already stays as it is.
     *
     * @return how many were new
     */
    static int add(Handle h, String collection, List<? extends JsonNode> objects, Instant now) {
        long micros = Math.max(StixObject.micros(now), Retention.last(h) + 1);
        int added = 0;
        for (JsonNode object : objects) {
            String version = object.has("modified")
                    ? object.path("modified").asString("")
                    : object.path("created").asString("");
            if (version.isEmpty() && knows(h, collection, id(object))) {
                continue;
            }
            added += insert(h, collection, object, version.isEmpty() ? StixObject.timestamp(micros) : version, micros);
            micros++;
        }
        return added;
    }

    static int insert(Handle h, String collection, JsonNode object, String version, long micros) {
        Retention.given(h, micros);
        return h.execute(
                "INSERT OR IGNORE INTO object (added, collection, id, type, version, spec_version, body)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                micros,
                collection,
                id(object),
                object.path("type").asString(""),
                version,
                object.path("spec_version").asString("2.0"),
                object.toString());
    }

    static List<StixObject> find(Handle h, String collection, Filter filter) {
        StringBuilder sql = new StringBuilder("SELECT o.* FROM object o WHERE o.collection = ? AND o.added > ?");
        List<String> values = new ArrayList<>();
        in(sql, values, "o.id", filter.ids());
        in(sql, values, "o.type", filter.types());
        in(sql, values, "o.spec_version", filter.specVersions());
        if (!filter.wants("all")) {
            List<String> exact = filter.versions().stream()
                    .filter(v -> !v.equals("first") && !v.equals("last"))
                    .toList();
            sql.append(" AND (0");
            if (filter.wants("last")) {
                sql.append(" OR").append(NEWEST);
            }
            if (filter.wants("first")) {
                sql.append(" OR").append(OLDEST);
            }
            if (!exact.isEmpty()) {
                sql.append(" OR o.version IN (").append(marks(exact.size())).append(')');
                values.addAll(exact);
            }
            sql.append(')');
        }
        Query query = h.createQuery(sql.append(" ORDER BY o.added LIMIT ?"));
        query.bind(0, collection).bind(1, filter.after());
        int at = 2;
        for (String value : values) {
            query.bind(at++, value);
        }
        return query.bind(at, filter.limit() + 1)
                .map((rs, ctx) -> new StixObject(
                        rs.getString("id"),
                        rs.getString("type"),
                        rs.getString("version"),
                        rs.getLong("added"),
                        rs.getString("body")))
                .list();
    }

    static int delete(Handle h, String collection, Filter filter) {
        int n = 0;
        for (StixObject object : find(h, collection, filter)) {
            n += h.execute("DELETE FROM object WHERE added = ?", object.addedMicros());
        }
        return n;
    }

    static boolean knows(Handle h, String collection, String id) {
        return h.createQuery("SELECT 1 FROM object WHERE collection = ? AND id = ? LIMIT 1")
                .bind(0, collection)
                .bind(1, id)
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }

    private static void in(StringBuilder sql, List<String> values, String column, List<String> any) {
        if (!any.isEmpty()) {
            sql.append(" AND ")
                    .append(column)
                    .append(" IN (")
                    .append(marks(any.size()))
                    .append(')');
            values.addAll(any);
        }
    }

    private static String marks(int n) {
        return String.join(", ", java.util.Collections.nCopies(n, "?"));
    }

    private static String id(JsonNode object) {
        return object.path("id").asString("");
    }
}
