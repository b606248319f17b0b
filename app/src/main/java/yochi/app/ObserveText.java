package yochi.app;

import java.io.PrintStream;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.stream.Collectors;

/** The same document as tables for people, in English or Japanese as the machine's language says. */
final class ObserveText {
    private static final int TOP_SERVICES = 10;
    private static final int TOP_MISSING = 10;
    private static final int TOP_SKIPPED = 20;
    private static final int TOP_EVENTS = 10;
    private static final int MOST_PORTS = 5;

    private final PrintStream out;
    private final ResourceBundle words;
    private final Reasons reasons;

    ObserveText(PrintStream out) {
        this(out, Locale.getDefault());
    }

    ObserveText(PrintStream out, Locale locale) {
        this.out = out;
        this.reasons = new Reasons(locale);
        this.words = ResourceBundle.getBundle(
                "yochi.app.observe",
                locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    void print(ObserveDocument d, Optional<Path> report) {
        line("policy", d.policy().name(), d.policy().k(), d.policy().epoch(), d.policy().release());
        out.println();
        head("input", "format", "records", "taken", "rejected");
        for (ObserveDocument.InputPart input : d.inputs()) {
            row(name(input.path()), input.format().orElse("-"), input.records(), input.taken(),
                    input.records() - input.taken());
        }
        d.inputs().forEach(input -> input.rejected().forEach(
                r -> line("rejectedLine", name(input.path()), r.count(), r.reason(), r.firstPosition(),
                        reasons.of("remedy", r.reason(), r.remedy()))));
        skipped(d.skipped());
        out.println();
        head("total", "packets", "bytes", "sources", "epochs");
        row("", number(d.packets()), number(d.bytes()), number(d.sources()), d.epochs());
        out.println();
        if (!d.attackTypes().isEmpty()) {
            observed(d);
        }
        sessions(d);
        missing(d.missing());
        d.unknown().forEach(u -> line("unknown", u.field(), reasons.of("unknown", u.code(), u.reason())));
        out.println();
        suppressed(d.suppressed());
        if (!d.policy().removed().isEmpty()) {
            line("removed", d.policy().removed());
        }
        var probes = d.policy().probes();
        if (probes.cells() > 0) {
            line("probes", probes.cells(), probes.packets(), probes.sources(), probes.ofSources());
        }
        if (d.suppressed().cells() > 0 && d.suppressed().cells() == d.suppressed().cellsInAll()) {
            line("nothingLeaves", d.policy().name());
        }
        d.suppressedByK().forEach(this::suppressed);
        report.ifPresent(folder -> line("reports", folder));
        d.archive().ifPresent(this::archive);
    }

    /** Records are packets, sessions, orders or visits, as the format has them. */
    private void observed(ObserveDocument d) {
        head("attackType", "party", "records", "sources", "victims");
        d.attackTypes().forEach((type, t) -> row(
                type, t.party() + (t.spoofable() ? "*" : ""), t.records(), number(t.sources()), number(t.victims())));
        if (d.attackTypes().values().stream().anyMatch(ObserveDocument.TypePart::spoofable)) {
            line("spoofable");
        }
        if (!d.tools().isEmpty()) {
            out.println();
            head("tool", "", "packets", "sources", "declared");
            d.tools().forEach((tool, t) -> row(
                    tool, "", t.relation().packets(), t.relation().sources(), t.declared().sources()));
        }
        out.println();
        head("service", "", "records", "sources", "");
        d.services().stream().limit(TOP_SERVICES).forEach(s -> row(
                s.protocol() + "/" + s.port().map(Object::toString).orElse("*"),
                "",
                s.records(),
                number(s.sources()),
                ""));
        more("more", d.servicesInAll() - Math.min(TOP_SERVICES, d.services().size()));
        events(d.events());
        out.println();
        head("sensor", "country", "records", "sources", "");
        d.perSensor().forEach(s -> row(s.sensor(), s.country(), s.records(), number(s.sources()), ""));
    }

    private void more(String key, long further) {
        if (further > 0) {
            line(key, further);
        }
    }

    /** What stays at home, for how long, and what was given up. */
    private void archive(ObserveDocument.ArchivePart a) {
        line("archive", a.windows(), a.lost(), a.bytes(), a.budget(), a.addresses(), a.counts());
        a.addressesFrom().ifPresent(day -> line("archiveThinned", a.thinnedDays(), day));
        if (!a.problem().isEmpty()) {
            line("archiveProblem", a.problem());
        }
    }

    /** The heaviest events. */
    private void events(List<ObserveEvents.EventPart> events) {
        if (events.isEmpty()) {
            return;
        }
        out.println();
        head("event", "key", "records", "attackPackets", "confidence");
        events.stream()
                .sorted(Comparator.comparingLong((ObserveEvents.EventPart e) -> -e.attackPackets()))
                .limit(TOP_EVENTS)
                .forEach(e -> row(
                        e.kind() + " " + e.vector(),
                        e.key(),
                        e.packets(),
                        e.attackPackets(),
                        Double.toString(e.confidence())));
        more("moreEvents", events.size() - TOP_EVENTS);
    }

    private void skipped(List<String> paths) {
        if (!paths.isEmpty()) {
            String names = paths.stream()
                    .limit(TOP_SKIPPED)
                    .map(ObserveText::name)
                    .collect(Collectors.joining(", "));
            line("skipped", paths.size(), paths.size() > TOP_SKIPPED ? names + ", …" : names);
        }
    }

    private void sessions(ObserveDocument d) {
        var s = d.sessions();
        if (s.sessions() + s.visits() > 0) {
            line("sessions", s.sessions(), s.failedLogins() + s.successfulLogins(), s.successfulLogins(), s.requests(),
                    s.commands(), s.downloads(), s.specimens(), s.visits());
        }
        d.onset().ifPresent(this::onset);
        if (d.linked().sessions() > 0) {
            line("linked", d.linked().sessions(), d.linked().ofSessions(), d.linked().withinSeconds());
        }
    }

    private void onset(ObserveOnset.OnsetPart onset) {
        line("onset", onset.windows(), onset.alerts().size());
        onset.alerts().forEach(a -> line(
                "onsetAlert", a.peakFrom(), a.service(), a.peak(), String.format(Locale.ROOT, "%.1f", a.expected()),
                a.networks(), String.format(Locale.ROOT, "%.1e", a.qValue()), a.country(), a.group(),
                String.format(Locale.ROOT, "%.1f", a.oddsRatio()), a.groupNetworks(), a.groupNetworksBefore()));
        onset.floods().forEach(f -> line(
                "onsetFlood", f.from(), f.service(), f.sources(), f.special(), f.country()));
        onset.alarms().forEach(a -> line(
                "onsetAlarm", a.from(), String.format(Locale.ROOT, "%.1e", a.pValue()), a.country(),
                a.ports().stream()
                        .limit(MOST_PORTS)
                        .map(p -> p.service() + String.format(Locale.ROOT, " x%.1f", p.oddsRatio()))
                        .collect(Collectors.joining(", "))));
    }

    /** One line for all sensors that miss the same stretch for the same reason. */
    private void missing(List<Gaps.Stretch> parts) {
        Map<List<Object>, List<String>> sensors = new LinkedHashMap<>();
        for (Gaps.Stretch m : parts) {
            String reason = reasons.of("missing", m.code(), m.reason());
            List<Object> what = List.of(m.from(), m.until(), percent(m.watched()), reason);
            sensors.computeIfAbsent(what, k -> new ArrayList<>()).add(m.sensor());
        }
        int told = 0;
        for (Map.Entry<List<Object>, List<String>> e : sensors.entrySet()) {
            if (told++ == TOP_MISSING) {
                line("moreMissing", sensors.size() - TOP_MISSING);
                break;
            }
            List<Object> what = e.getKey();
            line("missing", String.join(", ", e.getValue()), what.get(0), what.get(1), what.get(2), what.get(3));
        }
    }

    private void suppressed(ObserveDocument.SuppressedPart s) {
        line("suppressed", s.k(), s.cells(), s.cellsInAll(), percent(s.packetsShare()), s.withheldPackets());
    }

    /** Nearly all is not all, hardly any is not none. */
    private static String percent(double share) {
        if (share > 0 && share < 0.0005) {
            return "< 0.1 %";
        }
        if (share < 1 && share > 0.999) {
            return "> 99.9 %";
        }
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    private String number(Optional<Long> value) {
        return value.map(v -> String.format(Locale.ROOT, "%,d", v)).orElseGet(() -> words.getString("notKnown"));
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private void head(String... keys) {
        Object[] cells = new Object[keys.length];
        for (int i = 0; i < keys.length; i++) {
            cells[i] = keys[i].isEmpty() ? "" : words.getString(keys[i]);
        }
        row(cells);
    }

    private void row(Object... cells) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < cells.length; i++) {
            String cell = cells[i] instanceof Long n ? String.format(Locale.ROOT, "%,d", n) : cells[i].toString();
            int width = i == 0 ? 36 : i == 1 ? 10 : 14;
            String gap = " ".repeat(Math.max(i == 0 ? 1 : 0, width - columns(cell)));
            text.append(i < 2 ? cell + gap : gap + cell);
        }
        out.println(text.toString().stripTrailing());
    }

    /** Columns on a terminal: Japanese letters take two. */
    private static int columns(String text) {
        return text.codePoints().map(c -> c >= 0x1100 ? 2 : 1).sum();
    }

    private void line(String key, Object... values) {
        Object[] texts = new Object[values.length];
        for (int i = 0; i < values.length; i++) {
            texts[i] = values[i] instanceof Number n ? String.format(Locale.ROOT, "%,d", n.longValue()) : values[i];
        }
        out.println(new MessageFormat(words.getString(key), Locale.ROOT).format(texts));
    }
}
