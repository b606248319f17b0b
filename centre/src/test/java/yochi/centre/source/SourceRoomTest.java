package yochi.centre.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import yochi.centre.gate.Problem;
import yochi.centre.ledger.Entry;
import yochi.centre.ledger.ForecastBook;
import yochi.centre.ledger.Ledger;
import yochi.centre.ledger.ListStatement;
import yochi.centre.store.ControlStore;
import yochi.core.model.Country;
import yochi.core.model.EventLog;
import yochi.core.model.NodeId;
import yochi.core.model.Service;
import yochi.core.model.SourceList;
import yochi.core.model.SourceReport;
import yochi.core.model.SourceReport.Kind;
import yochi.link.wire.SourceReportCodec;

/** G-5: lists of sources are sealed before their day at equal length, scored after, and forgotten. */
class SourceRoomTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 10);
    private static final Country JP = new Country("JP");
    private static final Country SG = new Country("SG");
    private static final NodeId HOME = node(1);
    private static final NodeId ABROAD = node(2);
    private static final Service SSH = Service.tcp(22);

    @TempDir
    Path folder;

    private ControlStore store;
    private ControlStore book;
    private Ledger ledger;
    private SourceRoom room;
    private long sequence;

    private static NodeId node(int n) {
        return new NodeId(UUID.fromString("01940000-0000-7000-8000-00000000000" + n));
    }

    @BeforeEach
    void open() {
        InstantSource clock = InstantSource.fixed(Instant.parse("2026-03-10T01:00:00Z"));
        store = ControlStore.open(folder.resolve("sources.db"), SourceRoom.MIGRATIONS);
        book = ControlStore.open(folder.resolve("ledger.db"), Ledger.MIGRATIONS);
        ledger = new Ledger(book, clock, new Random(1), EventLog.none());
        room = new SourceRoom(store, JP, ledger, clock, new Random(2), EventLog.none());
    }

    @AfterEach
    void close() {
        store.close();
        book.close();
    }

    private static Instant hours(LocalDate day, int hours) {
        return day.atStartOfDay().toInstant(ZoneOffset.UTC).plusSeconds(3600L * hours);
    }

    private SourceReport report(
            NodeId node, Country country, LocalDate day, Kind kind, long watched, Map<Long, Long> seen) {
        List<SourceReport.Seen> lines = new ArrayList<>();
        new TreeMap<>(seen).forEach((token, days) -> lines.add(new SourceReport.Seen(token, days)));
        return new SourceReport(
                node,
                ++sequence,
                country,
                day,
                kind,
                kind == Kind.AHEAD ? hours(day, -2) : hours(day, 25),
                "p",
                day + " 0123456789ab",
                watched,
                lines.isEmpty() ? List.of() : List.of(new SourceReport.OfService(SSH, lines)),
                0,
                List.of());
    }

    private SourceReports.Receipt take(SourceReport report) {
        return room.reports()
                .take(report.node(), new Peer("n", report.country()), SourceReportCodec.encode(report));
    }

    /** Tokens 1 to n, each seen on the days of the mask. */
    private static Map<Long, Long> tokens(long from, int n, long days) {
        Map<Long, Long> out = new TreeMap<>();
        for (long t = from; t < from + n; t++) {
            out.put(t, days);
        }
        return out;
    }

    private List<Entry> entries(Entry.Kind kind) {
        return ledger.entries(0, 100).stream().filter(e -> e.kind() == kind).toList();
    }

    private static void refused(int status, String code, Runnable what) {
        assertThatThrownBy(what::run).isInstanceOfSatisfying(Problem.class, p -> {
            assertThat(p.status()).isEqualTo(status);
            assertThat(p.code()).isEqualTo(code);
        });
    }

    @Test
    void whatComesTwiceOrLateOrFromAnotherChangesNothing() {
        SourceReport first = report(HOME, JP, DAY, Kind.AHEAD, 1, tokens(1, 30, 1));
        SourceReport second = report(HOME, JP, DAY, Kind.AHEAD, 1, tokens(1, 31, 1));
        assertThat(take(second).duplicate()).isFalse();
        assertThat(take(first).duplicate()).as("an older one that came late").isFalse();
        assertThat(take(second).duplicate()).isTrue();
        assertThat(room.reports().of(DAY, Kind.AHEAD)).containsExactly(second);
        byte[] bytes = SourceReportCodec.encode(second);
        refused(403, "report.foreign", () -> room.reports().take(ABROAD, new Peer("x", JP), bytes));
        refused(422, "sources.country", () -> room.reports().take(HOME, new Peer("n", SG), bytes));
        sequence = second.sequence() - 1;
        refused(409, "report.conflict", () -> take(report(HOME, JP, DAY, Kind.AHEAD, 1, tokens(7, 31, 1))));
        byte[] broken = bytes.clone();
        broken[20] ^= 0x55;
        assertThatThrownBy(() -> room.reports().take(HOME, new Peer("n", JP), broken)).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> room.reports().take(HOME, new Peer("n", JP), new byte[0]))
                .isInstanceOf(Problem.class);
    }

    @Test
    void oneNodeFillsNoMoreThanItsRoom() {
        for (int d = 0; d < 30; d++) {
            take(report(HOME, JP, DAY.plusDays(d), Kind.AHEAD, 1, tokens(1, 30, 1)));
        }
        assertThat(room.reports().of(DAY.plusDays(25), Kind.AHEAD)).isEmpty();
        assertThat(room.reports().of(DAY.plusDays(26), Kind.AHEAD)).hasSize(1);
    }

    @Test
    void listsAreSealedInTheTwoHoursBeforeTheirDayAndNotLater() {
        take(report(HOME, JP, DAY, Kind.AHEAD, 1, tokens(1, 30, 1)));
        room.round(hours(DAY, -3));
        assertThat(entries(Entry.Kind.LISTED)).isEmpty();
        room.round(hours(DAY, 1));
        assertThat(entries(Entry.Kind.LISTED)).isEmpty();
        room.round(hours(DAY, 0));
        room.round(hours(DAY, 0));
        assertThat(entries(Entry.Kind.LISTED)).hasSize(1);
        assertThat(ledger.verify(List.of())).isEmpty();
    }

    /** Bad input: a list that cannot be read any more is scored never, and the next day has its lists all the same. */
    @Test
    void aBrokenListDoesNotKeepTheNextDayFromBeingSealed() {
        take(report(HOME, JP, DAY, Kind.AHEAD, 1, tokens(1, 30, 1)));
        room.round(hours(DAY, 0));
        store.transaction(h -> h.execute("UPDATE source_day SET list = x'00'"));
        LocalDate next = DAY.plusDays(1);
        take(report(HOME, JP, next, Kind.AHEAD, 1, tokens(1, 30, 1)));
        room.round(hours(next, 0));
        assertThat(entries(Entry.Kind.LISTED)).hasSize(2);
        assertThat(room.list(HOME, new Peer("n", JP), Optional.of(next), n -> Optional.empty()).day())
                .isEqualTo(next);
        Standing now = room.standing();
        assertThat(now.listed()).contains(next);
        assertThat(now.broken()).isEqualTo(1);
        assertThat(now.missing()).contains("the list of 2026-03-10 lies here broken: it cannot be opened or scored");
        take(report(HOME, JP, next, Kind.CAME, 1, tokens(1, 5, 1)));
        room.round(hours(next, 24));
        assertThat(entries(Entry.Kind.HITS)).as("the whole one is scored").hasSize(1);
    }

    /** whatever happens between writing the list, sealing it and opening it, list and commitment fit. */
    @Test
    void aListWhoseProgramEndedOnceItWasSealedFitsItsCommitment() {
        take(report(HOME, JP, DAY, Kind.AHEAD, 1, tokens(1, 30, 1)));
        interrupted((event, id, details) -> {
            throw new IllegalStateException("the power fails");
        });
        assertThat(entries(Entry.Kind.LISTED)).hasSize(1);
        assertThat(room.standing().sealed()).as("not known to be sealed").isZero();
        take(report(HOME, JP, DAY, Kind.AHEAD, 1, tokens(1, 40, 1)));
        room.round(hours(DAY, 0));
        assertThat(entries(Entry.Kind.LISTED)).hasSize(1);
        fits();
        take(report(HOME, JP, DAY, Kind.CAME, 1, tokens(1, 5, 1)));
        room.round(hours(DAY, 24));
        assertThat(entries(Entry.Kind.HITS)).hasSize(1);
    }

    @Test
    void aListWhoseProgramEndedBeforeItWasSealedIsMadeAnew() {
        take(report(HOME, JP, DAY, Kind.AHEAD, 1, tokens(1, 30, 1)));
        book.transaction(h -> h.execute(
                "CREATE TRIGGER cut BEFORE INSERT ON statement BEGIN SELECT RAISE(ABORT, 'cut'); END"));
        room.round(hours(DAY, -1));
        assertThat(entries(Entry.Kind.LISTED)).isEmpty();
        book.transaction(h -> h.execute("DROP TRIGGER cut"));
        room.round(hours(DAY, 0));
        assertThat(entries(Entry.Kind.LISTED)).hasSize(1);
        fits();
    }

    @Test
    void aSealedListThatLiesHereNoMoreIsSaidAndCounted() {
        take(report(HOME, JP, DAY, Kind.AHEAD, 1, tokens(1, 30, 1)));
        room.round(hours(DAY, -1));
        store.transaction(h -> h.execute("DELETE FROM source_day"));
        room.round(hours(DAY, 0));
        assertThat(room.standing().listed()).isEmpty();
        assertThat(room.standing().broken()).isEqualTo(1);
    }

    private void interrupted(EventLog events) {
        Ledger ending = new Ledger(book, () -> hours(DAY, 1), new Random(1), events);
        new SourceRoom(store, JP, ending, () -> hours(DAY, 1), new Random(3), EventLog.none()).round(hours(DAY, -1));
    }

    private void fits() {
        String shown = book.transaction(
                h -> h.createQuery("SELECT shown FROM statement").mapTo(String.class).one());
        SourceList list = room.list(HOME, new Peer("n", JP), Optional.of(DAY), n -> Optional.empty());
        List<Long> tokens = list.services().getFirst().places().stream()
                .map(SourceList.Place::token)
                .toList();
        assertThat(shown).contains(ListStatement.digest(list.salt(), tokens));
        assertThat(list.sealed()).isEqualTo(entries(Entry.Kind.LISTED).getFirst().subject());
    }

    @Test
    void nodesThatToldTheDayBeforeAreWaitedForAndMissedByName() {
        take(report(HOME, JP, DAY.minusDays(1), Kind.AHEAD, 1, tokens(1, 30, 1)));
        take(report(ABROAD, SG, DAY.minusDays(1), Kind.AHEAD, 1, tokens(1, 30, 1)));
        take(report(HOME, JP, DAY, Kind.AHEAD, 1, tokens(1, 30, 1)));
        room.round(hours(DAY, -1));
        assertThat(entries(Entry.Kind.LISTED)).isEmpty();
        room.round(hours(DAY, 0));
        assertThat(entries(Entry.Kind.LISTED)).hasSize(1);
        assertThat(room.list(HOME, new Peer("n", JP), Optional.of(DAY), n -> Optional.empty()).missing())
                .anySatisfy(m -> assertThat(m).contains("1 nodes told the day before"));
    }

    /** Home's own list holds 40; 20 tokens that only the node abroad saw yesterday mostly came home after it so far. */
    private Map<Long, Long> history(Map<Long, Long> abroad) {
        Map<Long, Long> home = new TreeMap<>(tokens(1000, 20, 0b1000000));
        Random chance = new Random(4);
        long token = 1;
        for (int day = 20; day >= 0; day--) {
            for (int n = 0; n < 20; n++, token++) {
                abroad.put(token, 1L << day);
                if (day > 0 && chance.nextDouble() < 0.6) {
                    home.put(token, 1L << (day - 1));
                }
            }
        }
        return home;
    }

    @Test
    void allListsAreOfOneLengthAndWhoComesNextIsFoundAbroad() {
        Map<Long, Long> abroad = new TreeMap<>();
        Map<Long, Long> home = history(abroad);
        take(report(HOME, JP, DAY, Kind.AHEAD, (1L << 21) - 1, home));
        take(report(ABROAD, SG, DAY, Kind.AHEAD, (1L << 21) - 1, abroad));
        room.round(hours(DAY, -1));
        Map<Long, Long> came = new TreeMap<>();
        abroad.forEach((t, days) -> {
            if (days == 1 && t % 3 > 0) {
                came.put(t, 1L);
            }
        });
        take(report(HOME, JP, DAY, Kind.CAME, 1, came));
        room.round(hours(DAY, 20));
        assertThat(entries(Entry.Kind.HITS)).isEmpty();
        room.round(hours(DAY, 24));
        JsonNode hits = JsonMapper.shared()
                .readTree(entries(Entry.Kind.HITS).getFirst().body())
                .path("lists")
                .get(0);
        System.out.println(hits);
        long length = home.values().stream().filter(d -> (d & 0x7F) != 0).count();
        assertThat(hits.path("length").asLong(0)).isEqualTo(length);
        assertThat(hits.path("came").asInt(0)).isEqualTo(came.size());
        assertThat(hits.path("hits").asInt(0)).isEqualTo(came.size());
        assertThat(hits.path("rivals").path(Ranking.OWN).asInt(1)).isZero();
        assertThat(hits.path("rivals").path(Ranking.AGED).asInt(1)).isZero();
        assertThat(ledger.verify(List.of())).isEmpty();
        ForecastBook.Part part = ledger.book(5).parts().getFirst();
        assertThat(part.lists()).hasSize(4).allSatisfy(l -> assertThat(l.length()).isEqualTo((int) length));
        assertThat(ledger.book(5).scored()).isEqualTo(1);
        nothingIsLeft();
    }

    private void nothingIsLeft() {
        assertThat(room.reports().of(DAY, Kind.AHEAD)).isEmpty();
        assertThat(room.reports().of(DAY, Kind.CAME)).isEmpty();
        refused(404, "sources.none", () -> room.list(HOME, new Peer("n", JP), Optional.of(DAY), n -> Optional.empty()));
        List<Integer> sizes = store.transaction(h -> h.createQuery(
                        "SELECT length(list) FROM source_day UNION ALL SELECT count(*) FROM source_rival")
                .mapTo(Integer.class)
                .list());
        assertThat(sizes).containsExactly(0, 0);
    }

    @Test
    void aNodeThatInventsSourcesPutsNoneOnTheList() {
        Map<Long, Long> abroad = new TreeMap<>();
        take(report(HOME, JP, DAY, Kind.AHEAD, (1L << 21) - 1, history(abroad)));
        take(report(ABROAD, SG, DAY, Kind.AHEAD, (1L << 21) - 1, abroad));
        SourceReport liar = report(node(3), SG, DAY, Kind.AHEAD, 1, tokens(1_000_000, 5_000, 0x1FFFFF));
        take(liar);
        room.round(hours(DAY, -1));
        assertThat(entries(Entry.Kind.LISTED)).hasSize(1);
        SourceList list = room.list(node(3), new Peer("n", JP), Optional.of(DAY), n -> Optional.empty());
        assertThat(list.services().getFirst().places())
                .as("of what it told, which it could read again")
                .allSatisfy(p -> assertThat(p.token()).isZero());
    }

    @Test
    void whoIsNotAtHomeIsToldNothingAndWhoCannotReadATokenIsNotTold() {
        take(report(HOME, JP, DAY, Kind.AHEAD, 1, tokens(1, 30, 1)));
        SourceReport other = report(node(4), JP, DAY, Kind.AHEAD, 1, tokens(20, 30, 1));
        take(other);
        room.round(hours(DAY, -1));
        refused(
                403,
                "sources.home",
                () -> room.list(ABROAD, new Peer("n", SG), Optional.empty(), n -> Optional.empty()));
        List<Long> told = room.list(HOME, new Peer("n", JP), Optional.empty(), n -> Optional.empty())
                .services()
                .getFirst()
                .places()
                .stream()
                .map(SourceList.Place::token)
                .toList();
        assertThat(told).hasSize(49).filteredOn(t -> t == 0).hasSize(19);
        assertThat(told).filteredOn(t -> t > 0).allSatisfy(t -> assertThat(t).isLessThan(31));
    }

    @Test
    void anotherKeyIsLeftOutAndSaid() {
        SourceReport home = report(HOME, JP, DAY, Kind.AHEAD, 1, tokens(1, 30, 1));
        SourceReport other = report(ABROAD, SG, DAY, Kind.AHEAD, 1, tokens(1, 30, 1));
        take(home);
        take(new SourceReport(
                other.node(),
                other.sequence(),
                SG,
                DAY,
                Kind.AHEAD,
                other.until(),
                "p",
                DAY + " ffffffffffff",
                1,
                other.services(),
                0,
                List.of()));
        room.round(hours(DAY, -1));
        SourceList list = room.list(HOME, new Peer("n", JP), Optional.empty(), n -> Optional.empty());
        assertThat(list.missing()).contains("a node in SG has another key than home");
        assertThat(list.services().getFirst().places()).allSatisfy(p -> assertThat(p.nodesAbroad()).isZero());
    }

    @Test
    void howTheListsStandIsToldStepByStepAndNeverWhoIsOnThem() {
        assertThat(room.standing())
                .isEqualTo(new Standing(Optional.empty(), 0, Optional.empty(), List.of(), List.of(), 0, 0, 0));
        take(report(HOME, JP, DAY, Kind.AHEAD, 1, tokens(1, 30, 1)));
        take(report(ABROAD, SG, DAY, Kind.AHEAD, 1, tokens(1, 30, 1)));
        assertThat(room.standing())
                .isEqualTo(new Standing(Optional.of(DAY), 2, Optional.empty(), List.of(), List.of(), 0, 0, 0));
        room.round(hours(DAY, -1));
        Standing sealed = room.standing();
        assertThat(sealed.listed()).contains(DAY);
        assertThat(sealed.missing()).anyMatch(m -> m.startsWith("home has watched for 1 days"));
        assertThat(sealed.lists()).singleElement().satisfies(list -> {
            assertThat(list.service()).isEqualTo(SSH);
            assertThat(list.length()).isEqualTo(30);
            assertThat(list.expected()).isBetween(0.0, 30.0);
        });
        take(report(HOME, JP, DAY, Kind.CAME, 1, tokens(1, 5, 1)));
        room.round(hours(DAY, 24));
        assertThat(room.standing())
                .isEqualTo(new Standing(Optional.empty(), 0, Optional.empty(), List.of(), List.of(), 1, 1, 0));
    }

    @Test
    void aDayOfWhichNobodyTellsWhoCameIsMissingAndNotZero() {
        take(report(HOME, JP, DAY, Kind.AHEAD, 1, tokens(1, 30, 1)));
        room.round(hours(DAY, -1));
        room.round(hours(DAY, 47));
        assertThat(entries(Entry.Kind.HITS)).isEmpty();
        room.round(hours(DAY, 48));
        assertThat(entries(Entry.Kind.HITS).getFirst().body()).contains("not every node at home told who came");
        ForecastBook told = ledger.book(5);
        assertThat(told.scored()).isZero();
        assertThat(told.notScorable()).isEqualTo(1);
        assertThat(told.parts()).isEmpty();
        assertThat(ledger.verify(List.of())).isEmpty();
    }

    @Test
    void aServiceWithFewerThanThePolicyLetsOutIsNotScoredAsZeroUnlessNobodyCame() {
        take(report(HOME, JP, DAY, Kind.AHEAD, 1, tokens(1, 30, 1)));
        room.round(hours(DAY, -1));
        SourceReport nobody = report(HOME, JP, DAY, Kind.CAME, 1, Map.of());
        take(new SourceReport(
                HOME,
                nobody.sequence(),
                JP,
                DAY,
                Kind.CAME,
                nobody.until(),
                "p",
                nobody.keyId(),
                1,
                List.of(),
                5,
                List.of()));
        room.round(hours(DAY, 24));
        assertThat(entries(Entry.Kind.HITS).getFirst().body()).contains("fewer came than the policy");
    }

    @Test
    void whatFailsHereStopsNoRound() {
        take(report(HOME, JP, DAY, Kind.AHEAD, 1, tokens(1, 30, 1)));
        store.transaction(h -> h.execute("UPDATE source_told SET body = x'00'"));
        room.round(hours(DAY, -1));
        assertThat(entries(Entry.Kind.LISTED)).isEmpty();
    }

    @Test
    void whatIsTwoDaysOldIsForgottenWhateverBecameOfIt() {
        take(report(HOME, JP, DAY, Kind.AHEAD, 1, tokens(1, 30, 1)));
        room.forget(Instant.parse("2026-03-11T00:59:00Z"));
        assertThat(room.reports().of(DAY, Kind.AHEAD)).hasSize(1);
        room.forget(Instant.parse("2026-03-11T01:01:00Z"));
        assertThat(room.reports().of(DAY, Kind.AHEAD)).isEmpty();
    }
}
