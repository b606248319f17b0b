package yochi.centre.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import yochi.centre.store.ControlStore;
import yochi.core.model.Alert;
import yochi.core.model.Asn;
import yochi.core.model.Assessment;
import yochi.core.model.Country;
import yochi.core.model.EventLog;
import yochi.core.model.Service;
import yochi.core.model.Tlp;
import yochi.core.model.Victim;
import yochi.link.exchange.Producer;
import yochi.link.exchange.Recipient;

/** S-4, S-5: what was shared is kept for a time that is told, and no page is lost or doubled by its end. */
class RetentionTest {
    private static final Instant BEGIN = Instant.parse("2026-01-02T03:04:05Z");
    private static final String OWN = "for-isp-a";
    private static final Reader READER =
            new Reader(new Recipient("isp-a", Set.of(new Asn(64_496)), Tlp.AMBER), true);

    @TempDir
    Path folder;

    private Instant now = BEGIN;
    private ControlStore store;
    private Sharing sharing;

    @BeforeEach
    void open() {
        store = ControlStore.open(folder.resolve("sharing.db"), Sharing.MIGRATIONS);
        sharing = new Sharing(
                store, new Producer("centre.example", new Country("JP"), BEGIN), () -> now, EventLog.none());
        sharing.admit(READER, "token-of-isp-a-0123456789");
    }

    @AfterEach
    void close() {
        store.close();
    }

    private Alert alert(String id) {
        return new Alert(
                id,
                Alert.Basis.NOWCAST,
                now,
                now,
                "Attack ordered",
                new Asn(64_496),
                List.of(new Victim(
                        "v1",
                        new Country("JP"),
                        "tld",
                        new Asn(64_496),
                        List.of("http/get"),
                        List.of(Service.tcp(443)),
                        3)),
                1,
                0,
                List.of(),
                List.of("Arm."),
                Tlp.AMBER);
    }

    private static Filter page(String... query) {
        java.util.LinkedHashMap<String, List<String>> all = new java.util.LinkedHashMap<>();
        for (int i = 0; i < query.length; i += 2) {
            all.put(query[i], List.of(query[i + 1]));
        }
        return Filter.parse(Map.copyOf(all));
    }

    private List<String> reports() {
        return sharing.find(OWN, page("match[type]", "report")).objects().stream()
                .map(o -> JsonMapper.shared()
                        .readTree(o.body())
                        .path("extensions")
                        .values()
                        .iterator()
                        .next()
                        .path("alert")
                        .asString(""))
                .toList();
    }

    private void later(Duration time) {
        now = now.plus(time);
    }

    @Test
    void whatIsOverIsForgottenAfterItsTimeAndWhatStandsIsNot() {
        sharing.publish(alert("open"), now, List.of());
        sharing.publish(alert("over"), now, List.of());
        later(Duration.ofDays(1));
        sharing.revoke("over", now, Assessment.Life.ENDED);
        later(Sharing.KEPT);
        sharing.publish(alert("new"), now, List.of());
        assertThat(reports()).containsExactly("open", "over", "new");
        later(Duration.ofDays(1).plusSeconds(1));
        sharing.publish(alert("newer"), now, List.of());
        assertThat(reports()).containsExactly("open", "new", "newer");
        Page open = sharing.find(OWN, page("match[version]", "all"));
        List<String> ids = open.objects().stream().map(StixObject::id).toList();
        for (StixObject object : open.objects()) {
            JsonNode json = JsonMapper.shared().readTree(object.body());
            json.path("object_refs").forEach(ref -> assertThat(ids).contains(ref.asString("")));
            json.path("object_marking_refs").forEach(ref -> assertThat(ids).contains(ref.asString("")));
        }
        assertThat(sharing.find(OWN, page("match[type]", "identity")).objects()).hasSize(1);
    }

    @Test
    void aShorterTimeIsKept() {
        sharing.keep(Duration.ofDays(2));
        sharing.publish(alert("over"), now, List.of());
        sharing.revoke("over", now, Assessment.Life.FALSE);
        later(Duration.ofDays(2).plusSeconds(1));
        sharing.publish(alert("new"), now, List.of());
        assertThat(reports()).containsExactly("new");
    }

    @Test
    void aReaderInTheMiddleOfItsPagesGoesOnWhereItWas() {
        sharing.publish(alert("over"), now, List.of());
        sharing.revoke("over", now, Assessment.Life.ENDED);
        later(Duration.ofDays(60));
        sharing.publish(alert("middle"), now, List.of());
        Page first = sharing.find(OWN, page("limit", "3"));
        assertThat(first.more()).isTrue();
        later(Duration.ofDays(31));
        sharing.publish(alert("new"), now, List.of());
        List<String> rest = new ArrayList<>();
        String next = first.next();
        while (true) {
            Page page = sharing.find(OWN, page("limit", "3", "next", next));
            page.objects().forEach(o -> rest.add(o.id()));
            if (!page.more()) {
                break;
            }
            next = page.next();
        }
        List<String> whole = sharing.find(OWN, page()).objects().stream().map(StixObject::id).toList();
        List<String> seen = new ArrayList<>(first.objects().stream().map(StixObject::id).toList());
        seen.addAll(rest);
        assertThat(seen).doesNotHaveDuplicates().containsAll(whole);
    }

    @Test
    void aPlaceIsNeverGivenTwiceThoughItsObjectIsGoneAndTheClockStands() {
        sharing.publish(alert("a"), now, List.of());
        StixObject last = sharing.find(OWN, page()).objects().getLast();
        sharing.delete(OWN, new Filter(-1, 1000, List.of(last.id()), List.of(), List.of("all"), List.of()));
        now = now.minusSeconds(3600);
        sharing.publish(alert("b"), now, List.of());
        List<StixObject> after = sharing.find(OWN, page("next", Long.toString(last.addedMicros()))).objects();
        assertThat(after).extracting(StixObject::type).contains("report");
    }
}
