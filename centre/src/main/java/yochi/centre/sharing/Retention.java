package yochi.centre.sharing;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Forgets what was shared long ago: versions that others replaced, and objects whose newest version is that old, but
 * for what frames all others (identities, markings, definitions, techniques, places, networks) and what a report of an
 * alert that still stands names. The place of an object is never given twice, so a reader's page goes on where it was.
 */
final class Retention {
    static final List<String> MIGRATIONS = List.of(
            "CREATE TABLE mark (name TEXT PRIMARY KEY, added INTEGER NOT NULL)",
            "INSERT INTO mark SELECT 'added', COALESCE(MAX(added), 0) FROM object");

    private static final String FRAME = "('identity', 'marking-definition', 'extension-definition', 'location',"
            + " 'attack-pattern', 'autonomous-system')";
    private static final String NEWER = "EXISTS (SELECT 1 FROM object p WHERE p.collection = object.collection"
            + " AND p.id = object.id AND p.version > object.version)";
    private static final int MOST_STATUS = 10_000;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Retention() {}

    /** The highest place that was ever given. */
    static long last(Handle h) {
        return h.createQuery("SELECT added FROM mark WHERE name = 'added'")
                .mapTo(Long.class)
                .one();
    }

    static void given(Handle h, long added) {
        h.execute("UPDATE mark SET added = ? WHERE name = 'added' AND added < ?", added, added);
    }

    private record Kept(String collection, String id) {}

    /** Forgets what was added before then; gives how many rows. */
    static int forget(Handle h, Instant before) {
        long micros = StixObject.micros(before);
        int gone = h.execute("DELETE FROM object WHERE added < ? AND " + NEWER, micros);
        List<Kept> old = h.createQuery(
                        "SELECT collection, id FROM object WHERE added < ? AND type NOT IN " + FRAME)
                .bind(0, micros)
                .map((rs, ctx) -> new Kept(rs.getString(1), rs.getString(2)))
                .list();
        if (!old.isEmpty()) {
            Set<Kept> standing = standing(h);
            for (Kept one : old) {
                if (!standing.contains(one)) {
                    gone += h.execute(
                            "DELETE FROM object WHERE collection = ? AND id = ? AND added < ?",
                            one.collection(),
                            one.id(),
                            micros);
                }
            }
        }
        h.execute(
                "DELETE FROM item WHERE published < ? AND NOT EXISTS (SELECT 1 FROM object o"
                        + " WHERE o.collection = item.collection AND o.id = item.report)",
                before.toString());
        h.execute("DELETE FROM delivery WHERE published < ?", before.toString());
        h.execute("DELETE FROM status WHERE rowid <= (SELECT MAX(rowid) FROM status) - " + MOST_STATUS);
        return gone;
    }

    /** Our reports that are not revoked, and what they name. */
    private static Set<Kept> standing(Handle h) {
        Set<Kept> out = new HashSet<>();
        h.createQuery("SELECT object.collection AS at, object.body AS body FROM object JOIN item"
                        + " ON item.report = object.id AND item.collection = object.collection WHERE NOT " + NEWER)
                .map((rs, ctx) -> {
                    JsonNode report = JSON.readTree(rs.getString("body"));
                    String at = rs.getString("at");
                    if (!report.path("revoked").booleanValue(false)) {
                        out.add(new Kept(at, report.path("id").asString("")));
                        report.path("object_refs").forEach(ref -> out.add(new Kept(at, ref.asString(""))));
                    }
                    return at;
                })
                .list();
        return out;
    }
}
