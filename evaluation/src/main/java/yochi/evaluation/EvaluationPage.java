package yochi.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The page of all published figures, written from the documents of the suites: beside each figure its interval, its
 * rivals, its target and whether that was reached; what was missed or lost against a rival is told once more by itself,
 * and suites that were not run are named.
 */
public final class EvaluationPage {
    private static final String HEAD =
            """
            # Evaluation

            > Written by `./yochi evaluate all --results DIR --markdown docs/evaluation.md` from the documents that the
            > suites wrote with `--json`; do not edit it. A figure is printed by the command of its chapter. Intervals
            > are 95 %. *n* counts results, *independent* those that may count as independent. *Missed* and *no better
            > than a rival* stay on this page.

            """;

    private final List<Chapter> chapters;

    public EvaluationPage() {
        this(Chapter.all());
    }

    EvaluationPage(List<Chapter> chapters) {
        this.chapters = List.copyOf(chapters);
    }

    /** A saved document. */
    public static Evaluation read(String json, String source) {
        return new EvaluationReader(source).read(json);
    }

    /** The page in Markdown; documents in any order. */
    public String of(List<Evaluation> documents) {
        StringBuilder out = new StringBuilder(HEAD);
        List<Chapter> absent = new ArrayList<>();
        List<Chapter> told = new ArrayList<>(chapters);
        documents.stream()
                .map(Evaluation::suite)
                .distinct()
                .sorted()
                .filter(name -> chapters.stream().noneMatch(c -> c.suite().equals(name)))
                .forEach(name -> told.add(new Chapter(name, "", "", List.of())));
        StringBuilder rest = new StringBuilder();
        List<String> targets = new ArrayList<>();
        for (Chapter chapter : told) {
            List<Evaluation> own = documents.stream()
                    .filter(d -> d.suite().equals(chapter.suite()))
                    .sorted(Comparator.comparing(Evaluation::data).thenComparing(Evaluation::command))
                    .toList();
            if (own.isEmpty()) {
                absent.add(chapter);
            } else {
                chapter(chapter, own, rest);
                own.forEach(d -> d.measures().stream()
                        .filter(m -> m.target().isPresent())
                        .forEach(m -> targets.add(target(chapter, m))));
            }
        }
        overview(targets, absent, out);
        return out.append(rest).toString();
    }

    private static void overview(List<String> targets, List<Chapter> absent, StringBuilder out) {
        out.append("## Targets\n\n");
        if (targets.isEmpty()) {
            out.append("No suite with a target was run.\n\n");
        } else {
            out.append("| suite | figure | group | value | target | reached |\n|---|---|---|---|---|---|\n");
            targets.forEach(out::append);
            out.append('\n');
        }
        if (!absent.isEmpty()) {
            out.append("Not run for this page:\n\n");
            absent.forEach(c ->
                    out.append("- **" + c.suite() + "**: " + c.question() + " `" + c.command() + "`\n"));
            out.append('\n');
        }
    }

    private static String target(Chapter chapter, Evaluation.Measured m) {
        return row(
                chapter.suite(),
                m.name(),
                m.group(),
                figure(m.value()) + " " + cell(m.unit()),
                wanted(m),
                reached(m).map(r -> r ? "yes" : "**no**").orElse(""));
    }

    private static void chapter(Chapter chapter, List<Evaluation> documents, StringBuilder out) {
        out.append("## ").append(chapter.suite()).append("\n\n");
        if (!chapter.question().isEmpty()) {
            out.append(chapter.question()).append("\n\n");
        }
        for (Evaluation document : documents) {
            String command = document.command().isEmpty() ? chapter.command() : document.command();
            if (!command.isEmpty()) {
                out.append("`").append(command).append("`\n\n");
            }
            out.append(about(document)).append("\n\n");
            table(document.measures(), out);
        }
        List<String> negative = documents.stream()
                .flatMap(d -> d.measures().stream())
                .flatMap(m -> negative(m).stream())
                .toList();
        bullets("Missed, or no better than a rival:", negative, out);
        List<String> limits = new ArrayList<>(chapter.limits());
        documents.stream()
                .flatMap(d -> d.limits().stream())
                .filter(l -> !chapter.limits().contains(l))
                .distinct()
                .forEach(limits::add);
        bullets("What these data cannot show:", limits, out);
    }

    private static String about(Evaluation d) {
        List<String> parts = new ArrayList<>(List.of("Data: " + cell(d.data())));
        if (!d.from().isEmpty()) {
            parts.add("from " + d.from() + " until " + d.until());
        }
        if (!d.policy().isEmpty()) {
            parts.add("policy " + d.policy());
        }
        parts.add("seed " + d.seed());
        return String.join("; ", parts) + ".";
    }

    private static void table(List<Evaluation.Measured> measures, StringBuilder out) {
        out.append("| figure | group | value | 95 % interval | n (independent) | rivals | ours less the rival's | "
                + "target | in words |\n|---|---|---|---|---|---|---|---|---|\n");
        for (Evaluation.Measured m : measures) {
            out.append(row(
                    m.name(),
                    m.group(),
                    figure(m.value()) + " " + cell(m.unit()),
                    figure(m.low()) + " to " + figure(m.high()),
                    m.n() + " (" + m.nIndependent() + ")",
                    m.rivals().stream()
                            .map(r -> r.name() + " " + figure(r.value()))
                            .collect(Collectors.joining(", ")),
                    m.difference()
                            .map(d -> figure(d.value()) + " (" + figure(d.low()) + " to " + figure(d.high()) + ")")
                            .orElse(""),
                    wanted(m),
                    m.verdict()));
        }
        out.append('\n');
    }

    private static void bullets(String title, List<String> lines, StringBuilder out) {
        if (!lines.isEmpty()) {
            out.append(title).append("\n\n");
            lines.forEach(l -> out.append("- ").append(l).append('\n'));
            out.append('\n');
        }
    }

    /** Below which, above which or near which the figure was to be. */
    private static String wanted(Evaluation.Measured m) {
        Function<Double, String> words = t -> switch (m.better()) {
            case "higher" -> "at least " + figure(t);
            case "lower" -> "at most " + figure(t);
            case String other -> "about " + figure(t);
        };
        return m.target().map(words).orElse("");
    }

    /** The suite's own word, "reached" or "missed", goes before the plain comparison with the target. */
    static Optional<Boolean> reached(Evaluation.Measured m) {
        if (m.target().isEmpty()) {
            return Optional.empty();
        }
        double target = m.target().get();
        boolean missed = m.verdict().contains("missed") || m.verdict().contains("not reached");
        boolean said = missed || m.verdict().contains("reached");
        return Optional.of(said ? !missed : switch (m.better()) {
            case "higher" -> m.value() >= target;
            case "lower" -> m.value() <= target;
            case String other -> m.low() <= target && target <= m.high();
        });
    }

    /** A difference that may be 0 either way, or a rival that did better: of a skill, it is one of scores. */
    private static Optional<String> negative(Evaluation.Measured m) {
        String figure = m.name() + ", " + m.group() + ": " + figure(m.value());
        if (reached(m).filter(r -> !r).isPresent()) {
            return Optional.of(cell(figure + ", wanted " + wanted(m)));
        }
        boolean open = m.difference().filter(d -> d.low() <= 0 && d.high() >= 0).isPresent();
        boolean lost = open || m.rivals().stream().anyMatch(r -> switch (m.better()) {
            case "higher" -> r.value() > m.value();
            case "lower" -> r.value() < m.value();
            case String other -> false;
        });
        return lost
                ? Optional.of(cell(figure + ", not surely better than "
                        + m.rivals().stream()
                                .map(r -> r.name() + " (" + figure(r.value()) + ")")
                                .collect(Collectors.joining(", "))))
                : Optional.empty();
    }

    private static String row(String... cells) {
        return Arrays.stream(cells).map(EvaluationPage::cell).collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    /** A bar would end a table's cell, a line its row. */
    private static String cell(String text) {
        return text.replace("|", "\\|").replace("\r", " ").replace("\n", " ");
    }

    /** Three figures behind the point, fewer of large numbers; what is no number is told as missing. */
    static String figure(double value) {
        if (Double.isNaN(value)) {
            return "missing";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "unbounded" : "unbounded below";
        }
        double size = Math.abs(value);
        String form = value == Math.rint(value) && size < 1e15 ? "%.0f" : size >= 100 ? "%.1f" : "%.3f";
        return size > 0 && size < 5e-4
                ? String.format(Locale.ROOT, "%.1e", value)
                : String.format(Locale.ROOT, form, value);
    }
}
