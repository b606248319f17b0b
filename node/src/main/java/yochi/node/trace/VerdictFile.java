package yochi.node.trace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import yochi.node.input.Tally;
import yochi.node.observation.PageVisit;
import yochi.node.observation.Specimen;

/**
 * What a crawler or its sandbox said of the pages of an archive: the file {@code NAME.verdict.json} beside it
 * ({@code yochi.verdict/1}, docs/formats.md). Without the file, or for a page it does not name, nobody judged.
 */
final class VerdictFile {
    private static final String ENDING = ".verdict.json";
    private static final long LONGEST = 16L << 20;
    private static final int MOST = 16;
    private static final Entry NONE = new Entry(PageVisit.Verdict.UNKNOWN, List.of(), List.of());

    /** What is said of one page. */
    record Entry(PageVisit.Verdict verdict, List<String> rules, List<Specimen> specimens) {}

    private final Map<String, Entry> pages = new HashMap<>();

    static VerdictFile beside(String input, Tally tally) {
        VerdictFile file = new VerdictFile();
        try {
            Path exact = Path.of(input + ENDING);
            Path plain = Path.of(input.replaceFirst("\\.(?:gz|zst)$", "") + ENDING);
            Path path = Files.isRegularFile(exact) ? exact : plain;
            if (!Files.isRegularFile(path)) {
                tally.note("withoutVerdictFile", 0);
            } else if (Files.size(path) > LONGEST) {
                tally.note("verdictFileTooLong", 0);
            } else {
                byte[] bytes = Files.readAllBytes(path);
                Optional<JsonNode> document = new JsonLines((int) LONGEST).parsed(bytes, 0, bytes.length);
                document.ifPresentOrElse(d -> file.read(d, tally), () -> tally.note("verdictFileBroken", 0));
            }
        } catch (IOException | InvalidPathException e) {
            tally.note("verdictFileBroken", 0);
        }
        return file;
    }

    private void read(JsonNode document, Tally tally) {
        for (JsonNode page : document.path("pages")) {
            List<String> rules = new ArrayList<>();
            page.path("rules").forEach(rule -> {
                if (rules.size() < MOST) {
                    rules.add(rule.asString(""));
                }
            });
            List<Specimen> specimens = new ArrayList<>();
            page.path("specimens").forEach(s -> {
                if (specimens.size() < MOST) {
                    specimens.add(Specimen.of(Fields.text(s, "sha256"), Fields.text(s, "url"))
                            .sized(s.path("size").asLong(-1)));
                }
            });
            PageVisit.Verdict verdict =
                    switch (Fields.text(page, "verdict").toLowerCase(Locale.ROOT)) {
                        case "malicious" -> PageVisit.Verdict.MALICIOUS;
                        case "benign" -> PageVisit.Verdict.BENIGN;
                        case "unknown" -> PageVisit.Verdict.UNKNOWN;
                        default -> {
                            tally.note("unknownVerdict", 0);
                            yield PageVisit.Verdict.UNKNOWN;
                        }
                    };
            pages.put(Fields.text(page, "page"), new Entry(verdict, rules, specimens));
        }
    }

    /** What is said of the page of that id, or of that address. */
    Entry of(String id, String url) {
        Entry named = pages.get(id);
        return named != null ? named : pages.getOrDefault(url, NONE);
    }
}
