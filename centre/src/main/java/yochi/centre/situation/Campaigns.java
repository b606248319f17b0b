package yochi.centre.situation;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import yochi.core.model.Country;

/** Groups alerts into waves; every statement runs inside a transaction of the control store. */
final class Campaigns {
    /**
     * Signs farther apart than that belong to different waves: within three observed days a campaign begins, by the
     * definition of the evaluation, and lists are quiet for days between waves.
     */
    static final Duration WINDOW = Duration.ofDays(3);

    private Campaigns() {}

    /**
     * The wave that an alert belongs to; a new one where none fits.
     *
     * @param traits lists and kinds of vectors; a wave fits if it shares one, or if either has none
     * @param at observation time of the sign
     */
    static String join(Handle h, String kind, Country country, Set<String> traits, Instant at) {
        List<String> near = h.createQuery("SELECT id FROM campaign WHERE kind = ? AND country = ?"
                        + " AND last >= ? AND began <= ? ORDER BY last DESC, id DESC")
                .bind(0, kind)
                .bind(1, country.code())
                .bind(2, at.minus(WINDOW).toString())
                .bind(3, at.plus(WINDOW).toString())
                .mapTo(String.class)
                .list();
        for (String id : near) {
            Set<String> known = traits(h, id);
            if (known.isEmpty() || traits.isEmpty() || traits.stream().anyMatch(known::contains)) {
                h.execute("UPDATE campaign SET last = max(last, ?), began = min(began, ?) WHERE id = ?",
                        at.toString(), at.toString(), id);
                add(h, id, traits);
                return id;
            }
        }
        String day = country.code() + "-" + at.atOffset(ZoneOffset.UTC).toLocalDate();
        int number = 1 + h.createQuery("SELECT COALESCE(MAX(CAST(substr(id, ?) AS INTEGER)), 0) FROM campaign"
                        + " WHERE id LIKE ?")
                .bind(0, day.length() + 2)
                .bind(1, day + "-%")
                .mapTo(Integer.class)
                .one();
        String id = day + "-" + number;
        h.execute("INSERT INTO campaign (id, kind, country, began, last) VALUES (?, ?, ?, ?, ?)",
                id, kind, country.code(), at.toString(), at.toString());
        add(h, id, traits);
        return id;
    }

    /** A sign of an alert that is in a wave already. */
    static void goOn(Handle h, String id, Set<String> traits, Instant at) {
        h.execute("UPDATE campaign SET last = max(last, ?) WHERE id = ?", at.toString(), id);
        add(h, id, traits);
    }

    private static void add(Handle h, String id, Set<String> traits) {
        traits.forEach(trait ->
                h.execute("INSERT OR IGNORE INTO campaign_trait (campaign, trait) VALUES (?, ?)", id, trait));
    }

    private static Set<String> traits(Handle h, String id) {
        return new TreeSet<>(h.createQuery("SELECT trait FROM campaign_trait WHERE campaign = ? ORDER BY trait")
                .bind(0, id)
                .mapTo(String.class)
                .list());
    }

    /** The latest waves first, without their alerts. */
    static List<Campaign> newest(Handle h, int limit) {
        return h.createQuery("SELECT * FROM campaign ORDER BY last DESC, id DESC LIMIT ?")
                .bind(0, limit)
                .map((rs, ctx) -> new Campaign(
                        rs.getString("id"),
                        rs.getString("kind"),
                        new Country(rs.getString("country")),
                        Instant.parse(rs.getString("began")),
                        Instant.parse(rs.getString("last")),
                        Set.of(),
                        List.of()))
                .list()
                .stream()
                .map(c -> new Campaign(
                        c.id(), c.kind(), c.country(), c.began(), c.last(), traits(h, c.id()), alerts(h, c.id())))
                .toList();
    }

    private static List<String> alerts(Handle h, String id) {
        return h.createQuery("SELECT id FROM alert WHERE campaign = ? ORDER BY raised, id")
                .bind(0, id)
                .mapTo(String.class)
                .list();
    }
}
