package yochi.centre.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import yochi.centre.pages.AlertCard;
import yochi.centre.pages.Phrase;
import yochi.core.model.Outcome;

/** Every sentence that the centre can send is said in Japanese too, with the same values. */
class SentencesTest {
    private static final Path ROOT = Path.of(System.getProperty("yochi.root", ".."));
    private static final Path MAIN = ROOT.resolve("centre/src/main/java");
    private static final Path JAPANESE = ROOT.resolve("console/src/words/sentences.ts");
    private static final Pattern MADE = Pattern.compile("new Phrase\\(\\s*(\"([\\w.-]+)\"(?=[,)])|[^)])");
    private static final Pattern ENTRY = Pattern.compile("^  '([\\w.-]+)': '(.*)',$", Pattern.MULTILINE);
    private static final Pattern HOLE = Pattern.compile("\\{(\\w+)}");
    /** Where a code is put together: notices, rules, measures, rounds, and the table of {@link Sentences}. */
    private static final int PUT_TOGETHER = 5;

    /** What a member says of a rule is up to 8192 letters of its own. */
    @Test
    void aMembersReasonOfThousandsOfPartsIsStillOneSentence() {
        String why = "a; ".repeat(2700) + "b";
        assertThat(Sentences.of(why).text()).isEqualTo(why);
    }

    @Test
    void everyCodeThatTheCentreSendsIsSaidInJapanese() throws IOException {
        Set<String> codes = new TreeSet<>(Sentences.codes());
        int puzzled = 0;
        for (Path file : sources()) {
            Matcher made = MADE.matcher(Files.readString(file));
            while (made.find()) {
                if (made.group(2) == null) {
                    puzzled++;
                } else {
                    codes.add(made.group(2));
                }
            }
        }
        assertThat(puzzled).as("add the codes of a new one below").isEqualTo(PUT_TOGETHER);
        for (AlertCard.Stage stage : AlertCard.Stage.values()) {
            codes.add("measure." + stage.name().toLowerCase(Locale.ROOT));
        }
        for (Outcome.State state : Outcome.State.values()) {
            codes.add("step.rule." + state.name().toLowerCase(Locale.ROOT));
        }
        for (String event : List.of("issued", "approved", "delivered", "acknowledged")) {
            codes.add("step.notice." + event);
        }
        codes.addAll(List.of("round.done", "round.partial"));
        assertThat(codes).hasSizeGreaterThan(100);
        assertThat(japanese().keySet()).containsAll(codes);
    }

    /** R-5, X-4: a notice is written here, not by the console. */
    @Test
    void noticesSayInJapaneseWhatTheConsoleSays() throws IOException {
        Map<String, String> console = japanese();
        Japanese japanese = new Japanese();
        for (String code : Sentences.codes()) {
            if (code.matches("(alert|evidence|advice)\\..*|step\\.(withdrawn|passed|ordered|seen)")) {
                assertThat(japanese.word(code)).as(code).contains(console.get(code));
            }
        }
        assertThat(japanese.of("Attack ordered on 2 targets in another network")).isEqualTo("他の網 の標的 2 件に対する攻撃命令");
    }

    @Test
    void theJapaneseAsksForNoValueThatTheEnglishDoesNotGive() throws IOException {
        Map<String, String> japanese = japanese();
        for (Map.Entry<String, Set<String>> known : Sentences.values().entrySet()) {
            Set<String> asked = new TreeSet<>();
            HOLE.matcher(japanese.getOrDefault(known.getKey(), "")).results().forEach(r -> asked.add(r.group(1)));
            assertThat(known.getValue()).as(known.getKey()).containsAll(asked);
        }
    }

    @Test
    void noPlaceInTheCentreSendsEnglishOnly() throws IOException {
        List<String> plain = new ArrayList<>();
        for (Path file : sources()) {
            if (Files.readString(file).contains("Phrase.plain(")) {
                plain.add(file.getFileName().toString());
            }
        }
        assertThat(plain).containsExactly("Sentences.java");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "test-a: no report|missing.report",
                "test-a: watched 99.2 % of the window|missing.watched",
                "test-a: outside the time that the input covers|missing.input",
                "test-a: 14.2 % of the packets lie in cells too small to be let out|missing.rest",
                "test-a: udp/53 filtered: the fleet's filter leaves this service out|missing.filtered",
                "test-a: the records hold no length|missing.length",
                "who: 2 keys in the window; a source under two keys counts twice|missing.who.keys",
                "spread: 2 of 9 regions have no past of 7 days|missing.spread.past",
                "More than twice the usual in 3 of 9 regions.|evidence.spread",
                "orders were not watched on 2 of 9 days|evidence.unwatched",
                "armed by notice 17|rule.notice",
                "armed by the duty officer|rule.person",
                "activated at log and read back|rule.activated",
                "lease PT2H is longer than PT1H; destination 192.0.2.0/24 is wider than /28|rule.both",
                "reading, 3 reports waiting: centre unreachable: refused|health.phase",
                "Probability 61 % that at least 120 sources come from A to B; the mean of the last seven days"
                        + " is 60.|evidence.surge",
                "Probability 61 % that at least 120 sources come from A to B; the mean of the last seven days"
                        + " is 60, both reckoned for what is watched today.|evidence.surge",
                "watching, 0 reports waiting|health.phase.only",
                "Whether darknets saw own sites attacked in the last 3 days is not known.|missing.seen.unknown",
                "192.0.2.0/28 itself was seen attacked in the last 3 days: by darknets of 2 nodes, 128 packets or less"
                        + " at one of them.|missing.seen.unit",
                "Attacks on own sites that one node alone tells of move this by a fifth of the way to certainty at"
                        + " most. Probability without them: 0.0412.|missing.seen.alone",
                "whatever a person wrote|plain"
            })
    void aSentenceIsKnownByItsCode(String text, String code) {
        assertThat(Sentences.of(text).code()).isEqualTo(code);
        assertThat(Sentences.of(text).text()).isEqualTo(text);
    }

    @Test
    void aSentenceInsideASentenceHasItsOwnCode() {
        Phrase why = Sentences.of("tcp/445: 771 distinct sources, 226.0 expected (at least 3.2 times as many); seen"
                + " here since the region's first days, at 8 of 8 other regions of the operator, first on 2013-04-17;"
                + " either attackers single this region out,"
                + " or the other networks filter the service: these data"
                + " cannot tell");
        assertThat(why.code()).isEqualTo("locality.why");
        assertThat(why.values()).containsEntry("observed", "771").containsEntry("times", "3.2");
        assertThat(part(why, "here").code()).isEqualTo("locality.here.always");
        assertThat(part(why, "elsewhere").values()).containsEntry("with", "8");
        assertThat(part(why, "reading").code()).isEqualTo("locality.reading.event-or-filter");
        Phrase peculiar = Sentences.of("Peculiar to test-a: " + why.text());
        assertThat(part(peculiar, "what").code()).isEqualTo("locality.why");
    }

    private static Phrase part(Phrase whole, String name) {
        return Optional.ofNullable(whole.parts().get(name)).orElseThrow();
    }

    private static Map<String, String> japanese() throws IOException {
        Map<String, String> out = new TreeMap<>();
        Matcher entries = ENTRY.matcher(Files.readString(JAPANESE));
        while (entries.find()) {
            out.put(entries.group(1), entries.group(2));
        }
        return out;
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(MAIN)) {
            return files.filter(f -> f.toString().endsWith(".java") && !f.endsWith("Phrase.java"))
                    .sorted()
                    .toList();
        }
    }
}
