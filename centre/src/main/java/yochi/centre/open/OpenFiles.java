package yochi.centre.open;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The open statistics as files for researchers: CSV (RFC 4180) and JSON {@code yochi.open/1} (docs/formats.md). */
final class OpenFiles {
    /** Columns of the CSV, and fields of a count in the JSON. */
    static final List<String> COLUMNS = List.of("day", "country", "kind", "party", "addresses", "least", "why");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final OpenSettings settings;

    OpenFiles(OpenSettings settings) {
        this.settings = settings;
    }

    /** Nothing in it needs quotes: days, codes, numbers and words of closed sets. */
    String csv(OpenStatistics all) {
        StringBuilder out = new StringBuilder(String.join(",", COLUMNS)).append("\r\n");
        for (OpenStatistics.Count c : all.counts()) {
            out.append(c.day())
                    .append(',')
                    .append(c.country())
                    .append(',')
                    .append(c.kind())
                    .append(',')
                    .append(lower(c.kind().party()))
                    .append(',')
                    .append(c.addresses().isPresent() ? Long.toString(c.addresses().getAsLong()) : "")
                    .append(',')
                    .append(c.least())
                    .append(',')
                    .append(c.why().map(OpenFiles::lower).orElse(""))
                    .append("\r\n");
        }
        return out.toString();
    }

    String json(OpenStatistics all) {
        ObjectNode out = JSON.createObjectNode()
                .put("format", "yochi.open/1")
                .put("home", all.home().toString())
                .put("delayHours", settings.delay().toHours())
                .put("smallest", settings.smallest())
                .put("rounding", settings.rounding())
                .put("dayBoundary", "UTC")
                .put("replayed", all.replayed())
                .put("simulated", all.simulated());
        all.until().ifPresent(day -> out.put("until", day.toString()));
        out.putObject("licence").put("name", settings.licence()).put("address", settings.licenceAddress());
        settings.contact().ifPresent(contact -> out.put("contact", contact));
        ArrayNode sources = out.putArray("sources");
        all.sources().forEach(s -> sources.addObject()
                .put("name", s.name())
                .put("address", s.address())
                .put("licence", s.licence()));
        ArrayNode counts = out.putArray("counts");
        all.counts().forEach(c -> count(counts.addObject(), c));
        ArrayNode usual = out.putArray("usual");
        all.usual()
                .forEach(u -> usual.addObject()
                        .put("country", u.country().toString())
                        .put("times", u.times()));
        forecasts(out.putObject("forecasts"), all.forecasts());
        return out.toString();
    }

    private static void count(ObjectNode out, OpenStatistics.Count c) {
        out.put("day", c.day().toString())
                .put("country", c.country().toString())
                .put("kind", c.kind().toString())
                .put("party", lower(c.kind().party()));
        c.addresses().ifPresent(n -> out.put("addresses", n));
        out.put("least", c.least());
        c.why().ifPresent(why -> out.put("why", lower(why)));
    }

    private static void forecasts(ObjectNode out, OpenStatistics.Forecasts f) {
        out.put("sealed", f.sealed())
                .put("scored", f.scored())
                .put("waiting", f.waiting())
                .put("notScorable", f.notScorable())
                .put("silent", f.silent());
        ArrayNode methods = out.putArray("methods");
        f.methods().forEach(m -> methods.addObject()
                .put("name", m.name())
                .put("kind", m.kind())
                .put("horizonHours", m.horizonHours())
                .put("daysAhead", m.daysAhead())
                .put("measure", m.measure())
                .put("ours", m.ours())
                .put("rival", m.rival())
                .put("rivals", m.rivals())
                .put("verdict", lower(m.verdict()))
                .put("n", m.n())
                .put("independent", m.independent()));
        ArrayNode last = out.putArray("last");
        f.last().forEach(t -> told(last.addObject(), t));
    }

    private static void told(ObjectNode out, OpenStatistics.Told t) {
        out.put("id", t.id())
                .put("country", t.country().toString())
                .put("kind", t.kind().toString())
                .put("from", t.from().toString())
                .put("to", t.to().toString());
        put(out, "outcome", t.outcome());
        put(out, "probability", t.probability());
        put(out, "middle", t.middle());
        put(out, "low", t.low());
        put(out, "high", t.high());
        Optional<Boolean> nearer = t.nearer();
        nearer.ifPresent(n -> out.put("nearer", n));
    }

    private static void put(ObjectNode out, String name, OptionalDouble value) {
        value.ifPresent(v -> out.put(name, v));
    }

    private static String lower(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }
}
