package yochi.centre.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import yochi.centre.store.ControlStore;
import yochi.core.model.Country;
import yochi.core.model.EventLog;
import yochi.link.exchange.Producer;

/** S-4: whatever a reader asks, in the query and in the Accept header, is answered or refused with 400 and a reason. */
class TaxiiQueryFuzzTest {
    private static final Sharing SHARING = sharing();

    private static Sharing sharing() {
        try {
            Path folder = Files.createTempDirectory("yochi-taxii");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> sweep(folder)));
            return new Sharing(
                    ControlStore.open(folder.resolve("sharing.db"), Sharing.MIGRATIONS),
                    new Producer("centre.example", new Country("JP"), Instant.EPOCH),
                    InstantSource.fixed(Instant.EPOCH),
                    EventLog.none());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void sweep(Path folder) {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (IOException e) {
            System.err.println("left behind: " + folder);
        }
    }

    /** The first line is the query, the second the Accept header. */
    @FuzzTest
    void anyQuestionIsAnsweredOrRefusedWithAReason(byte[] bytes) {
        String[] lines = new String(bytes, StandardCharsets.UTF_8).split("\n", 2);
        MediaType.accepts(lines.length > 1 ? lines[1] : "");
        Filter filter;
        try {
            filter = Filter.parse(query(lines[0]));
        } catch (TaxiiError refused) {
            assertThat(refused).hasMessageMatching("(?s).{5,}");
            return;
        }
        assertThat(filter.limit()).isBetween(1, Filter.MAX_PAGE);
        for (List<String> values : List.of(filter.ids(), filter.types(), filter.versions(), filter.specVersions())) {
            assertThat(values).hasSizeLessThanOrEqualTo(100).doesNotHaveDuplicates();
        }
        assertThat(SHARING.find(Sharing.COMMON, filter).isEmpty()).isTrue();
        assertThat(SHARING.find(Sharing.COMMON, filter.forObject("x")).isEmpty()).isTrue();
    }

    private static Map<String, List<String>> query(String text) {
        Map<String, List<String>> out = new LinkedHashMap<>();
        for (String pair : text.split("&", -1)) {
            int at = pair.indexOf('=');
            String name = decoded(at < 0 ? pair : pair.substring(0, at));
            out.computeIfAbsent(name, n -> new ArrayList<>()).add(at < 0 ? "" : decoded(pair.substring(at + 1)));
        }
        return out;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    @Test
    void whatOnceBrokeTheParserIsRefused() {
        assertThat(MediaType.accepts(";")).isFalse();
        assertThat(MediaType.accepts("")).isFalse();
        assertThat(MediaType.accepts("text/html, application/taxii+json; version=2.1; q=0.5")).isTrue();
        assertThat(MediaType.accepts("application/taxii+json;version=2.0")).isFalse();
        anyQuestionIsAnsweredOrRefusedWithAReason(
                "added_after=%2B1000000000-12-31T23:59:59.999999999Z".getBytes(StandardCharsets.UTF_8));
    }
}
