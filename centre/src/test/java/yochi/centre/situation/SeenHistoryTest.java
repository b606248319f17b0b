package yochi.centre.situation;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import yochi.centre.site.Site;
import yochi.centre.site.SiteRegister;
import yochi.centre.store.ControlStore;
import yochi.core.model.Asn;
import yochi.core.model.Country;
import yochi.core.model.NodeId;
import yochi.core.model.Prefix;
import yochi.core.model.SeenVictim;
import yochi.core.model.SeenVictimReport;
import yochi.core.model.Service;

/** what nodes tell of attacked own sites becomes days; what nobody watched is unknown, the old is forgotten. */
class SeenHistoryTest {
    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
    private static final long DAY = FIRST.getEpochSecond() / 86_400;
    private static final Country HOME = new Country("JP");
    private static final NodeId ONE = NodeId.of(0, new Random(1));
    private static final NodeId TWO = NodeId.of(0, new Random(2));

    @TempDir
    Path folder;

    private ControlStore store;
    private SeenHistory history;

    @BeforeEach
    void open() {
        store = ControlStore.open(folder.resolve("situation.db"), Situation.MIGRATIONS);
        HomeUnits units = register();
        history = new SeenHistory(store, HOME, () -> units);
    }

    @AfterEach
    void close() {
        store.close();
    }

    static HomeUnits register() {
        return new HomeUnits(new SiteRegister(
                Optional.empty(),
                Stream.of("192.0.2.0/28", "198.51.100.0/28", "203.0.113.0/28")
                        .map(p -> new Site(
                                "site " + p,
                                "water",
                                List.of(Prefix.parse(p)),
                                List.of(),
                                List.of(),
                                List.of(),
                                List.of(),
                                Site.Criticality.MEDIUM,
                                Optional.empty(),
                                Optional.empty(),
                                "en",
                                Optional.empty()))
                        .toList()));
    }

    private static SeenVictim victim(String address, Instant from, long seconds) {
        return new SeenVictim(
                SeenVictim.name(InetAddress.ofLiteral(address)),
                SeenVictim.Kind.BACKSCATTER,
                new Asn(64_496),
                Service.tcp(443),
                from,
                seconds,
                64);
    }

    private static SeenVictimReport report(NodeId node, long hour, int hours, SeenVictim... victims) {
        Instant from = FIRST.plus(Duration.ofHours(hour));
        return new SeenVictimReport(
                node,
                hour + 1,
                HOME,
                from,
                from.plus(Duration.ofHours(hours)),
                Set.of(SeenVictim.Kind.BACKSCATTER),
                "own-country",
                0,
                List.of(victims));
    }

    private static Instant at(long hour) {
        return FIRST.plus(Duration.ofHours(hour));
    }

    private OptionalDouble number(boolean corroborated, long day, long asOf) {
        return history.until(FIRST.plus(Duration.ofDays(600)))
                .seen(SeenVictim.Kind.BACKSCATTER, corroborated)
                .number("JP", DAY + day, DAY + asOf);
    }

    @Test
    void aPrefixCountsOnceADayAndADayHardlyWatchedIsUnknown() {
        SeenVictim seen = victim("192.0.2.3", at(2), 60);
        history.add(report(ONE, 2, 1, seen), at(3));
        assertThat(number(false, 0, 0)).as("an hour is no day").isEmpty();
        for (int hour = 3; hour < 14; hour++) {
            history.add(report(ONE, hour, 1, victim("192.0.2.4", at(3), 60)), at(hour + 1));
        }
        assertThat(number(false, 0, 0)).hasValue(1);
        assertThat(number(false, 0, 0)).isEqualTo(number(false, 0, 9));
        history.add(report(ONE, 2, 1, seen), at(14));
        assertThat(number(false, 0, 0)).as("told twice").hasValue(1);
        assertThat(number(false, 1, 9)).as("the day behind it nobody watched").isEmpty();
        assertThat(history.until(at(30)).seen(SeenVictim.Kind.AMPLIFICATION, false).number("JP", DAY, DAY))
                .isEmpty();
        assertThat(history.until(at(30)).seen(SeenVictim.Kind.BACKSCATTER, false).number("DE", DAY, DAY))
                .isEmpty();
    }

    /** A model learns from what was known then, not from what came in days later. */
    @Test
    void whatComesLateIsKnownLate() {
        history.add(report(ONE, 0, 24), at(24));
        history.add(report(TWO, 0, 24, victim("192.0.2.3", at(5), 60)), at(72));
        assertThat(number(false, 0, 0)).hasValue(0);
        assertThat(number(false, 0, 1)).hasValue(0);
        assertThat(number(false, 0, 2)).hasValue(1);
        assertThat(number(true, 0, 1)).as("one node alone had told").isEmpty();
        assertThat(number(true, 0, 2)).as("one node alone tells of a victim").hasValue(0);
    }

    @Test
    void whatIsLeftWhicheverNodeIsNotBelieved() {
        history.add(report(ONE, 0, 24, victim("192.0.2.3", at(5), 60), victim("198.51.100.1", at(5), 60)), at(24));
        history.add(report(TWO, 0, 24, victim("203.0.113.1", at(5), 60)), at(24));
        assertThat(number(false, 0, 0)).hasValue(3);
        assertThat(number(true, 0, 0)).hasValue(1);
        NodeId third = NodeId.of(0, new Random(3));
        history.add(report(third, 0, 24, victim("198.51.100.1", at(5), 60)), at(24));
        assertThat(number(true, 0, 0)).as("198.51.100.0/28 by two").hasValue(2);
    }

    @Test
    void anAttackOverMidnightCountsOnBothDays() {
        history.add(report(ONE, 0, 48, victim("192.0.2.3", at(23), 7200)), at(48));
        assertThat(number(false, 0, 1)).hasValue(1);
        assertThat(number(false, 1, 1)).hasValue(1);
    }

    /** Retention: names for a week of days, the prefix for four hundred. */
    @Test
    void namesAreForgottenAfterAWeekAndWhatLiesInNoRegisteredPrefixWithThem() {
        history.add(report(ONE, 0, 24, victim("192.0.2.3", at(5), 60), victim("192.0.2.4", at(5), 60),
                victim("100.64.0.1", at(5), 60)), at(24));
        assertThat(history.until(at(24)).of(SeenVictim.Kind.BACKSCATTER, DAY, DAY)).hasSize(3);
        for (int day = 1; day < 8; day++) {
            history.add(report(ONE, 24L * day, 24), at(24L * day + 24));
        }
        assertThat(history.until(at(24)).of(SeenVictim.Kind.BACKSCATTER, DAY, DAY)).singleElement().satisfies(s -> {
            assertThat(s.name()).isEmpty();
            assertThat(s.prefix()).contains("192.0.2.0/28");
        });
        assertThat(number(false, 0, 9)).hasValue(1);
        for (int day = 8; day < 401; day++) {
            history.add(report(ONE, 24L * day, 24), at(24L * day + 24));
        }
        assertThat(history.until(at(24)).of(SeenVictim.Kind.BACKSCATTER, DAY, DAY)).isEmpty();
        assertThat(number(false, 0, 9)).isEmpty();
    }
}
