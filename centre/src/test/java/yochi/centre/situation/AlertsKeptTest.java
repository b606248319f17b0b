package yochi.centre.situation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import yochi.centre.store.ControlStore;
import yochi.core.model.Asn;
import yochi.core.model.Assessment;
import yochi.core.model.Country;
import yochi.core.model.NodeId;
import yochi.core.model.Service;
import yochi.core.model.Victim;
import yochi.core.model.VictimReport;

@DisplayName("X-6: alerts that are over are forgotten after their time or beyond their number; open ones never")
class AlertsKeptTest {
    private static final Instant LISTED = Instant.parse("2024-02-19T06:05:00Z");
    private static final NodeId NODE = NodeId.of(0, new Random(1));
    private static final Country HOME = new Country("JP");

    @TempDir
    Path folder;

    private final List<Object> forgotten = new ArrayList<>();
    private Instant now = Instant.parse("2026-01-02T03:04:05.678Z");
    private ControlStore store;
    private Situation situation;
    private long sequence;

    @BeforeEach
    void open() {
        store = ControlStore.open(folder.resolve("situation.db"), Situation.MIGRATIONS);
        situation = new Situation(
                store,
                Settings.of(HOME),
                () -> now,
                new Random(7),
                (event, id, details) -> {
                    if (event.equals("alerts.forgotten")) {
                        forgotten.add(details.get("alerts"));
                    }
                },
                record -> {});
    }

    @AfterEach
    void close() {
        store.close();
    }

    private String raised(long asn) {
        Victim victim = new Victim(
                "v" + asn, HOME, "tld", new Asn(asn), List.of("http/get"), List.of(Service.tcp(443)), 6, HOME);
        Instant listed = LISTED.plus(Duration.ofDays(10).multipliedBy(asn % 100));
        return situation
                .victims(new VictimReport(NODE, ++sequence, HOME, listed, false, "own-country", List.of(victim)), now)
                .getLast()
                .alert()
                .id();
    }

    private String over(long asn) {
        String id = raised(asn);
        situation.answer(id, new Assessment.Answer("isp", Assessment.Verdict.SEEN_HERE, now, "here too"), false);
        situation.close(id, "duty", "over");
        return id;
    }

    private void round() {
        situation.foresee(List.of(), List.of(), now);
    }

    private int rows(String table) {
        return store.transaction(h -> h.createQuery("SELECT COUNT(*) FROM " + table)
                .mapTo(Integer.class)
                .one());
    }

    @Test
    void oneThatIsOverGoesAfterItsTimeWithAllThatHangsOnItAndAnOpenOneStays() {
        String open = raised(64_500);
        String old = over(64_501);
        now = now.plus(Duration.ofDays(399));
        String young = over(64_502);
        round();
        assertThat(situation.find(old)).isPresent();
        now = now.plus(Duration.ofDays(2));
        round();
        assertThat(situation.find(old)).isEmpty();
        assertThat(situation.find(open)).isPresent();
        assertThat(situation.find(young)).isPresent();
        assertThat(forgotten).containsExactly(1);
        Map<String, Integer> left = Map.of("alert", 2, "alert_node", 2, "alert_target", 2, "alert_answer", 1);
        left.forEach((table, rows) -> assertThat(rows(table)).as(table).isEqualTo(rows));
        assertThat(situation.campaigns(10)).allSatisfy(c -> assertThat(c.alerts()).isNotEmpty());
    }

    @Test
    void beyondTheirNumberTheLongestOverGoFirstSomeAtATime() {
        situation.keep(Duration.ofDays(400), 10);
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 80; i++) {
            now = now.plusSeconds(60);
            all.add(over(64_500 + i));
        }
        String open = raised(65_500);
        round();
        assertThat(rows("alert")).isEqualTo(31);
        round();
        round();
        assertThat(rows("alert")).isEqualTo(11);
        assertThat(situation.find(open)).isPresent();
        assertThat(situation.find(all.get(69))).isEmpty();
        assertThat(situation.find(all.get(70))).isPresent();
        assertThat(forgotten).containsExactly(50, 20);
        assertThat(rows("campaign_trait")).isLessThanOrEqualTo(2 * rows("campaign"));
    }
}
