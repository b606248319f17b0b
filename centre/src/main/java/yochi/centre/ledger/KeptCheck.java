package yochi.centre.ledger;

import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.ResultIterator;
import tools.jackson.core.JacksonException;

/**
 * Checks what stands beside the chain: that the text from which the centre scores and shows a statement is the one that
 * was committed, and that no statement was struck from the list of those that wait for their score.
 */
final class KeptCheck {
    private static final int MOST_FAULTS = 100;

    private KeptCheck() {}

    /** What the centre keeps of one sealed entry; nothing where the row is gone. */
    private record Kept(long number, String id, String shown, String nameSalt, String kept) {}

    static List<String> faults(Handle h) {
        List<String> out = new ArrayList<>();
        try (ResultIterator<Kept> rows = h.createQuery("SELECT e.number, e.subject, coalesce(s.shown, ''),"
                        + " coalesce(s.name_salt, ''), coalesce(s.kept, '') FROM entry e"
                        + " LEFT JOIN statement s ON s.subject = e.subject WHERE e.kind = 'sealed' ORDER BY e.number")
                .map((rs, ctx) ->
                        new Kept(rs.getLong(1), rs.getString(2), rs.getString(3), rs.getString(4), rs.getString(5)))
                .iterator()) {
            while (rows.hasNext() && out.size() < MOST_FAULTS) {
                Kept row = rows.next();
                if (row.kept().isEmpty()) {
                    out.add("what entry " + row.number() + " says is gone");
                } else if (!agrees(row)) {
                    out.add("what is kept of entry " + row.number() + " is not what was committed");
                }
            }
        }
        h.createQuery("SELECT e.number FROM entry e WHERE e.kind IN ('sealed', 'forecast')"
                        + " AND NOT EXISTS (SELECT 1 FROM open_forecast o WHERE o.subject = e.subject)"
                        + " AND NOT EXISTS (SELECT 1 FROM entry v WHERE v.subject = e.subject"
                        + " AND v.kind IN ('score', 'unscored')) ORDER BY e.number LIMIT " + MOST_FAULTS)
                .mapTo(Long.class)
                .forEach(number -> out.add("entry " + number + " neither is scored nor waits for it"));
        return out;
    }

    private static boolean agrees(Kept row) {
        try {
            Sealed said = SealedJson.read(row.id(), row.number(), java.time.Instant.EPOCH, row.kept());
            Statement statement = new Statement(said.forecast(), said.basis(), said.inputDigest());
            return SealedJson.shown(statement, said.knownUntil(), row.nameSalt()).equals(row.shown());
        } catch (JacksonException | IllegalArgumentException | java.time.DateTimeException e) {
            return false;
        }
    }
}
