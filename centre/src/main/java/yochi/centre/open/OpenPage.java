package yochi.centre.open;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import yochi.core.model.AttackType;
import yochi.core.model.Country;

/** The open page as HTML in one language: readable without a script, by a screen reader, at night and on a phone. */
final class OpenPage {
    /** Days in the table of the page; the files have all. */
    private static final int DAYS = 7;
    /** The year stands above the table. */
    private static final DateTimeFormatter SHORT = DateTimeFormatter.ofPattern("MM-dd", Locale.ROOT);

    private final OpenWords words;
    private final OpenSettings settings;

    OpenPage(OpenWords words, OpenSettings settings) {
        this.words = words;
        this.settings = settings;
    }

    String of(OpenStatistics all) {
        Markup out = new Markup();
        head(out, all);
        out.raw("<main id=\"main\" tabindex=\"-1\">\n");
        out.element("h1", words.of("title", Map.of("home", words.country(all.home()))));
        out.element("p", "lead", words.of("lead"));
        if (all.simulated()) {
            out.element("p", "note", words.of("simulated"));
        }
        if (all.replayed()) {
            out.element("p", "note", words.of("replayed"));
        }
        measured(out, all);
        counts(out, all);
        new OpenRecord(words, settings.smallest()).write(out, all);
        reading(out, all);
        files(out, all);
        out.raw("</main>\n<footer>\n");
        all.sources().forEach(s -> out.raw("<p>")
                .text(words.of("source") + " ")
                .link(s.address(), s.name())
                .text(" (" + s.licence() + ")")
                .raw("</p>\n"));
        settings.contact().ifPresent(c -> out.element("p", words.of("contact", Map.of("contact", c))));
        return out.raw("</footer>\n</body>\n</html>\n").toString();
    }

    private void head(Markup out, OpenStatistics all) {
        String other = words.language().equals("ja") ? "en" : "ja";
        out.raw("<!doctype html>\n<html lang=\"" + words.language() + "\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                + "<meta name=\"color-scheme\" content=\"light dark\">\n<title>");
        out.text(words.of("title", Map.of("home", words.country(all.home()))));
        out.raw("</title>\n<link rel=\"stylesheet\" href=\"" + OpenRoutes.PAGE + "/style.css\">\n");
        out.raw("<link rel=\"alternate\" hreflang=\"" + other + "\" href=\"" + OpenRoutes.PAGE + "/" + other + "\">\n");
        out.raw("</head>\n<body>\n<a class=\"skip\" href=\"#main\">")
                .text(words.of("skip"))
                .raw("</a>\n<header>\n");
        out.raw("<p class=\"name\">Yochi <span lang=\"ja\">予知</span></p>\n<nav aria-label=\"")
                .text(words.of("language"))
                .raw("\">");
        for (String language : List.of("en", "ja")) {
            String current = language.equals(words.language()) ? " aria-current=\"page\"" : "";
            out.raw("<a href=\"" + OpenRoutes.PAGE + "/" + language + "\" lang=\"" + language + "\" hreflang=\""
                    + language + "\"" + current + ">" + (language.equals("en") ? "English" : "日本語") + "</a> ");
        }
        out.raw("</nav>\n</header>\n");
    }

    private void measured(Markup out, OpenStatistics all) {
        out.raw("<section aria-labelledby=\"measured\">\n").heading("measured", words.of("measured"));
        for (String part : List.of("measured.sensors", "measured.address", "measured.forecast")) {
            out.element("p", words.of(part, Map.of("home", words.country(all.home()))));
        }
        out.raw("</section>\n");
    }

    private void counts(Markup out, OpenStatistics all) {
        out.raw("<section aria-labelledby=\"counts\">\n").heading("counts", words.of("counts"));
        if (all.until().isEmpty() || all.counts().isEmpty()) {
            out.element("p", words.of("counts.none", Map.of("days", days())));
            out.raw("</section>\n");
            return;
        }
        LocalDate until = all.until().get();
        out.element("p", words.of("counts.until", Map.of("day", until, "days", days())));
        usual(out, all);
        Map<Country, List<OpenStatistics.Count>> byCountry = new TreeMap<>(all.counts().stream()
                .collect(Collectors.groupingBy(OpenStatistics.Count::country)));
        byCountry.forEach((country, counts) -> {
            out.element("h3", words.country(country));
            new OpenChart(words).write(out, country, counts);
            table(out, country, counts, until);
        });
        out.raw("</section>\n");
    }

    private void usual(Markup out, OpenStatistics all) {
        if (all.usual().isEmpty()) {
            return;
        }
        out.raw("<ul>\n");
        for (OpenStatistics.Usual usual : all.usual()) {
            String how = usual.times() >= 1.2 ? "usual.more" : usual.times() <= 0.8 ? "usual.less" : "usual.same";
            out.element(
                    "li",
                    words.of(
                            how,
                            Map.of(
                                    "country",
                                    words.country(usual.country()),
                                    "times",
                                    String.format(Locale.ROOT, "%.1f", usual.times()))));
        }
        out.raw("</ul>\n");
    }

    private void table(Markup out, Country country, List<OpenStatistics.Count> counts, LocalDate until) {
        LocalDate first = until.minusDays(DAYS - 1L);
        NavigableSet<LocalDate> days = new TreeSet<>();
        Map<AttackType, Map<LocalDate, OpenStatistics.Count>> rows = new LinkedHashMap<>();
        counts.stream().filter(c -> !c.day().isBefore(first)).forEach(c -> {
            days.add(c.day());
            rows.computeIfAbsent(c.kind(), k -> new TreeMap<>()).put(c.day(), c);
        });
        String caption = words.of("table", Map.of("country", words.country(country)));
        out.raw("<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"")
                .text(caption)
                .raw("\"><table>\n<caption>")
                .text(caption)
                .raw("</caption>\n<thead><tr><th scope=\"col\">")
                .text(words.of("table.kind"))
                .raw("</th>");
        days.forEach(day -> out.raw("<th scope=\"col\" class=\"number day\">" + SHORT.format(day) + "</th>"));
        out.raw("</tr></thead>\n<tbody>\n");
        rows.forEach((kind, cells) -> {
            out.raw("<tr><th scope=\"row\">").text(words.kind(kind)).raw("</th>");
            days.forEach(day -> out.raw("<td class=\"number\">")
                    .text(cells.containsKey(day) ? cell(cells.get(day)) : words.of("unwatched"))
                    .raw("</td>"));
            out.raw("</tr>\n");
        });
        out.raw("</tbody></table></div>\n");
    }

    private String cell(OpenStatistics.Count count) {
        OptionalLong told = count.addresses();
        if (told.isPresent()) {
            String number = String.format(Locale.ROOT, "%,d", told.getAsLong());
            return count.least() ? "≥ " + number : number;
        }
        return count.why().filter(why -> why == OpenStatistics.Why.FEW).isPresent()
                ? words.of("few", Map.of("k", settings.smallest()))
                : words.of("unwatched");
    }

    private void reading(Markup out, OpenStatistics all) {
        out.raw("<section aria-labelledby=\"reading\">\n").heading("reading", words.of("reading"));
        out.raw("<ul>\n");
        Map<String, ?> values = Map.of(
                "k", settings.smallest(), "rounding", settings.rounding(), "days", days(),
                "home", words.country(all.home()));
        for (String line : List.of(
                "people", "victim", "where", "compare", "delay", "few", "missing", "sum", "day", "forged", "names")) {
            out.element("li", words.of("reading." + line, values));
        }
        out.raw("</ul>\n</section>\n");
    }

    private long days() {
        return settings.delay().toDays();
    }

    private void files(Markup out, OpenStatistics all) {
        out.raw("<section aria-labelledby=\"files\">\n").heading("files", words.of("files"));
        out.element("p", words.of("files.what", Map.of("days", settings.days())));
        out.raw("<p class=\"files\">")
                .link(OpenRoutes.CSV, words.of("files.csv"))
                .text(" ")
                .link(OpenRoutes.JSON, words.of("files.json"))
                .raw("</p>\n<p>")
                .text(words.of("files.licence") + " ")
                .link(settings.licenceAddress(), settings.licence())
                .text(". " + words.of("files.cite", Map.of("home", words.country(all.home()))))
                .raw("</p>\n<h3>")
                .text(words.of("files.fields"))
                .raw("</h3>\n<dl>\n");
        for (String field : OpenFiles.COLUMNS) {
            out.raw("<dt><code>").text(field).raw("</code></dt>").element("dd", words.of("field." + field));
        }
        out.raw("</dl>\n");
        out.element("p", words.of("files.limit", Map.of("n", settings.requestsPerMinute())));
        out.raw("</section>\n");
    }
}
