package yochi.centre.open;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How the forecasts did, in words for people who are no experts: right and wrong. */
final class OpenRecord {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** Figures stand at the right, and so do the heads above them. */
    private static final Set<String> NUMBERS = Set.of("ours", "rivals", "n", "said", "came");

    private static final Pattern SOURCES = Pattern.compile("source\\.SourceForecast \\d+, (.+)");

    private final OpenWords words;
    private final int smallest;

    OpenRecord(OpenWords words, int smallest) {
        this.words = words;
        this.smallest = smallest;
    }

    void write(Markup out, OpenStatistics all) {
        OpenStatistics.Forecasts f = all.forecasts();
        out.raw("<section aria-labelledby=\"record\">\n").heading("record", words.of("record"));
        out.element("p", words.of("record.how"));
        if (f.sealed() == 0) {
            out.element("p", words.of("record.none"));
            out.raw("</section>\n");
            return;
        }
        out.element(
                "p",
                words.of(
                        "record.tally",
                        Map.of(
                                "sealed", count(f.sealed()), "scored", count(f.scored()), "waiting",
                                count(f.waiting()), "lost", count(f.notScorable() - f.silent()))));
        if (f.silent() > 0) {
            out.element("p", words.of("record.silent", Map.of("n", count(f.silent()))));
        }
        out.raw("<p>")
                .text(words.of("record.chain") + " ")
                .link("/api/ledger/entries", words.of("record.chain.link"))
                .raw("</p>\n");
        methods(out, f);
        last(out, f);
        out.raw("</section>\n");
    }

    private void methods(Markup out, OpenStatistics.Forecasts f) {
        if (f.methods().isEmpty()) {
            return;
        }
        out.element("h3", words.of("record.methods"));
        Map<Boolean, List<OpenStatistics.Method>> few =
                f.methods().stream().collect(Collectors.partitioningBy(m -> m.verdict() == OpenStatistics.Verdict.FEW));
        table(out, few.getOrDefault(false, List.of()));
        List<OpenStatistics.Method> unjudged = few.getOrDefault(true, List.of());
        if (!unjudged.isEmpty()) {
            out.raw("<details><summary>")
                    .text(words.of("record.few", Map.of("n", unjudged.size())))
                    .raw("</summary>\n");
            table(out, unjudged);
            out.raw("</details>\n");
        }
    }

    private void table(Markup out, List<OpenStatistics.Method> methods) {
        if (methods.isEmpty()) {
            return;
        }
        open(out, words.of("record.methods"), "method", "ours", "rivals", "verdict", "n");
        for (OpenStatistics.Method m : methods) {
            out.raw("<tr><th scope=\"row\">")
                    .text(method(m.name()))
                    .raw("<br><span class=\"soft\">")
                    .text(horizon(m.horizonHours()) + ", " + words.of("ahead", Map.of("n", m.daysAhead())) + ", "
                            + words.of("basis." + m.kind()))
                    .raw("</span></th><td class=\"number\">")
                    .text(number(m.ours()))
                    .raw("</td><td class=\"number\">")
                    .text(number(m.rivals()) + " (" + words.name("rival", m.rival()) + ")")
                    .raw("</td><td>")
                    .text(words.of("verdict." + m.verdict().name().toLowerCase(Locale.ROOT)))
                    .raw("</td><td class=\"number\">")
                    .text(String.format(Locale.ROOT, "%,d (%,d)", m.n(), m.independent()))
                    .raw("</td></tr>\n");
        }
        out.raw("</tbody></table></div>\n");
    }

    /** A method in words, without its version; a list of sources by its service. */
    private String method(String name) {
        Matcher sources = SOURCES.matcher(name);
        return sources.matches()
                ? words.of("method.sources", Map.of("service", sources.group(1)))
                : words.name("method", name.replaceAll("/\\d+$", ""));
    }

    private void last(Markup out, OpenStatistics.Forecasts f) {
        if (f.last().isEmpty()) {
            return;
        }
        out.element("h3", words.of("record.last"));
        open(out, words.of("record.last"), "what", "said", "came", "nearer");
        for (OpenStatistics.Told t : f.last()) {
            out.raw("<tr><th scope=\"row\">")
                    .text(words.country(t.country()) + ": " + words.kind(t.kind()))
                    .raw("<br><span class=\"soft\">")
                    .text(TIME.format(t.from()) + " → " + TIME.format(t.to()) + " UTC")
                    .raw("</span></th><td class=\"number\">")
                    .text(said(t))
                    .raw("</td><td class=\"number\">")
                    .text(came(t))
                    .raw("</td><td>")
                    .text(t.nearer().map(n -> words.of(n ? "record.we" : "record.they")).orElse("–"))
                    .raw("</td></tr>\n");
        }
        out.raw("</tbody></table></div>\n");
    }

    private void open(Markup out, String caption, String... columns) {
        out.raw("<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"")
                .text(caption)
                .raw("\"><table>\n<caption class=\"unseen\">")
                .text(caption)
                .raw("</caption>\n<thead><tr>");
        for (String column : columns) {
            out.raw(NUMBERS.contains(column) ? "<th scope=\"col\" class=\"number\">" : "<th scope=\"col\">")
                    .text(words.of("column." + column))
                    .raw("</th>");
        }
        out.raw("</tr></thead>\n<tbody>\n");
    }

    private String said(OpenStatistics.Told t) {
        if (t.probability().isPresent()) {
            return chance(t.probability().getAsDouble());
        }
        String middle = number(t.middle());
        return t.low().isEmpty() ? middle : middle + " (" + number(t.low()) + " … " + number(t.high()) + ")";
    }

    private String came(OpenStatistics.Told t) {
        if (t.outcome().isEmpty()) {
            return words.of("few", Map.of("k", smallest));
        }
        if (t.probability().isPresent()) {
            return words.of(t.outcome().getAsDouble() > 0 ? "record.happened" : "record.stayed");
        }
        return number(t.outcome());
    }

    private static String chance(double p) {
        return p < 0.01 ? "< 1 %" : p > 0.99 ? "> 99 %" : Math.round(100 * p) + " %";
    }

    private static String number(OptionalDouble value) {
        return value.isPresent() ? number(value.getAsDouble()) : "–";
    }

    private String horizon(long hours) {
        if (hours % 24 != 0) {
            return words.of("horizon", Map.of("hours", hours));
        }
        return hours == 24 ? words.of("horizon.day") : words.of("horizon.days", Map.of("days", hours / 24));
    }

    private static String count(long n) {
        return String.format(Locale.ROOT, "%,d", n);
    }

    /** Three digits that count; what is next to nothing is said to be that, since no reader should count noughts. */
    private static String number(double value) {
        if (value > 0 && value < 0.001) {
            return "< 0.001";
        }
        return value == 0 || Math.abs(value) >= 10
                ? String.format(Locale.ROOT, "%,d", Math.round(value))
                : String.format(Locale.ROOT, "%.3g", value);
    }
}
