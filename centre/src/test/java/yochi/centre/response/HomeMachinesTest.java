package yochi.centre.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import yochi.centre.site.SiteRegister;
import yochi.centre.store.ControlStore;
import yochi.core.model.Asn;
import yochi.core.model.AttackType;
import yochi.core.model.Country;
import yochi.core.model.EventLog;
import yochi.core.model.NodeId;
import yochi.core.model.Notice;
import yochi.core.model.Offender;
import yochi.core.model.OffenderReport;
import yochi.core.model.Prefix;
import yochi.core.model.Service;
import yochi.link.config.SettingsFile;
import yochi.link.identity.PartyName;
import yochi.link.identity.ReplayMemory;
import yochi.link.identity.Signer;
import yochi.link.identity.SigningKey;

/** R-8, G-14: owners are told of their machines with the evidence, and machines are counted without addresses. */
class HomeMachinesTest {
    private static final Instant NOW = Instant.parse("2026-01-20T12:00:00Z");
    private static final Asn OWN = new Asn(64_496);
    private static final NodeId ONE = new NodeId(UUID.fromString("01940000-0000-7000-8000-000000000001"));
    private static final NodeId TWO = new NodeId(UUID.fromString("01940000-0000-7000-8000-000000000002"));

    @TempDir
    Path folder;

    private Instant now = NOW;
    private final SecureRandom chance = new SecureRandom();
    private ControlStore store;
    private Response response;
    private HomeMachines machines;

    @BeforeEach
    void open() {
        store = ControlStore.open(folder.resolve("response.db"), Response.MIGRATIONS);
        PartyName centre = PartyName.centre("home");
        response = new Response(
                store,
                new Signer(SigningKey.generate(chance), centre, () -> now, chance),
                centre,
                SigningKey.generate(chance).publicPart(),
                Approver.later(),
                ReplayMemory.inProcess(100),
                () -> now,
                chance,
                EventLog.none(),
                new Wording(text -> text));
        machines = response.machines(new byte[32]);
        response.register(member("isp-a", OWN, "192.0.2.0/24"));
        response.register(member("univ-b", new Asn(64_497), "192.0.2.64/26"));
    }

    private static MemberEntry member(String name, Asn asn, String prefix) {
        return new MemberEntry(
                name,
                SigningKey.generate(new SecureRandom()).publicPart(),
                List.of(new MemberEntry.Network(asn, Prefix.parse(prefix), 1000)));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static Offender offender(String address, Asn asn, Offender.Evidence evidence, Instant until) {
        return new Offender(
                Prefix.parse(address + "/32"),
                asn,
                until.minusSeconds(700),
                until,
                evidence,
                3,
                List.of(AttackType.SCAN_SYN),
                List.of(Service.tcp(23)));
    }

    private OffenderReport report(NodeId node, Instant released, long unproven, Offender... offenders) {
        return new OffenderReport(
                node, 1, new Country("JP"), new Country("SG"), released, "own-country", unproven, List.of(offenders));
    }

    @Test
    void theNarrowestPrefixNamesTheOwnerElseTheAsAndWithoutEitherItIsCounted() {
        List<Notice> told = machines.take(report(
                ONE,
                NOW,
                5,
                offender("192.0.2.7", Asn.UNKNOWN, Offender.Evidence.LOGIN, NOW),
                offender("192.0.2.70", Asn.UNKNOWN, Offender.Evidence.DOWNLOAD, NOW),
                offender("198.51.100.1", OWN, Offender.Evidence.REPEATED_SCAN, NOW.minusSeconds(60)),
                offender("203.0.113.1", new Asn(64_511), Offender.Evidence.HANDSHAKE, NOW)));
        assertThat(told).extracting(Notice::recipient).containsExactly("isp-a", "univ-b");
        assertThat(told.getFirst().machines())
                .extracting(m -> m.address().network())
                .containsExactly("192.0.2.7", "198.51.100.1");
        String text = told.getFirst().texts().getFirst().body();
        assertThat(text)
                .contains("192[.]0[.]2[.]7 ", "it tried to log in inside a connection")
                .contains("the same scanner at 3 sensors over ten minutes or more, alike in TTL and fingerprint")
                .doesNotContain("192[.]0[.]2[.]70")
                .doesNotContain("203[.]0");
        assertThat(told.getFirst().texts().getLast().body()).contains("ログインを試みた");
        assertThat(told.getFirst().mitigations()).isEmpty();
        assertThat(told.getFirst().alert().occurred()).isEqualTo(NOW.minusSeconds(60));
        MachineMonth month = machines.months().getFirst();
        assertThat(month.machines()).isEqualTo(4);
        assertThat(month.unowned()).isEqualTo(1);
        assertThat(month.unproven()).isEqualTo(5);
    }

    /** the register's owner first, by prefix; then the provider at home by its prefixes, then by its system. */
    @Test
    void theOwnerOfARegisteredSiteIsToldBeforeItsProvider() {
        SiteRegister register = SettingsFile.parse("""
                sites:
                  - {name: ward, sector: health, prefixes: [192.0.2.0/28],
                     contacts: [{name: desk, mail: desk@clinic.example}]}
                  - {name: lab, sector: health, prefixes: [192.0.2.16/28], member: univ-b}
                  - {name: silent, sector: health, prefixes: [192.0.2.32/28]}
                """, "test", folder, SiteRegister.class);
        response.ask(() -> register.owners(Set.of("isp-a", "univ-b")), id -> Optional.empty());
        List<Notice> told = machines.take(report(
                ONE,
                NOW,
                0,
                offender("192.0.2.7", OWN, Offender.Evidence.LOGIN, NOW),
                offender("192.0.2.20", OWN, Offender.Evidence.LOGIN, NOW),
                offender("192.0.2.40", OWN, Offender.Evidence.LOGIN, NOW),
                offender("192.0.2.200", OWN, Offender.Evidence.LOGIN, NOW)));
        assertThat(told)
                .extracting(n -> n.recipient().replaceAll("\\.[0-9a-f]{8}$", "") + " " + n.machines().size())
                .as("who cannot be told leaves it to his provider")
                .containsExactlyInAnyOrder("isp-a 2", "site.ward 1", "univ-b 1");
        assertThat(machines.months().getFirst().unowned()).isZero();
    }

    @Test
    void whoScansToInvestigateIsToldToNobodyAndCountedAsSuch() throws IOException {
        Path own = folder.resolve("exempt.csv");
        machines.exempting(own);
        Offender scanner = offender("192.0.2.99", OWN, Offender.Evidence.LOGIN, NOW);
        Files.writeString(own, "block,name,source\n192.0.2.96/29,our own tests,ticket 7\n");
        assertThat(machines.take(report(ONE, NOW, 0, scanner))).isEmpty();
        machines.take(report(TWO, NOW, 0, scanner));
        assertThat(machines.months().getFirst().exempt()).as("once, whoever saw it").isEqualTo(1);
        assertThat(machines.months().getFirst().machines()).isZero();
        Files.writeString(own, "block,name,source\nnonsense,x,y\n");
        assertThat(machines.take(report(ONE, NOW, 0, scanner))).as("the list before stays").isEmpty();
        Files.writeString(own, "block,name,source\n");
        assertThat(machines.take(report(ONE, NOW, 0, scanner))).hasSize(1);
    }

    @Test
    void aBrokenListOfExemptionsIsToldWithItsLine() {
        assertThatThrownBy(() -> Exempt.read("f", new BufferedReader(new StringReader("#\nblock,name,source\nx,y,z"))))
                .hasMessageContaining("f line 3: no block such as 192.0.2.0/24");
        assertThatThrownBy(() -> Exempt.read("f", new BufferedReader(new StringReader("x,y,z"))))
                .hasMessageContaining("f line 1: the header is block,name,source");
        assertThatThrownBy(() -> Exempt.read("f", new BufferedReader(new StringReader("block,name,source\nx"))))
                .hasMessageContaining("three columns");
    }

    @Test
    void aMachineIsToldOnceAWeekUnlessTheEvidenceGrows() {
        Offender scan = offender("192.0.2.7", OWN, Offender.Evidence.REPEATED_SCAN, NOW);
        assertThat(machines.take(report(ONE, NOW, 0, scan))).hasSize(1);
        assertThat(machines.take(report(ONE, NOW, 0, scan))).isEmpty();
        assertThat(machines.take(report(TWO, NOW, 0, scan))).as("another node").isEmpty();
        Offender login = offender("192.0.2.7", OWN, Offender.Evidence.LOGIN, NOW);
        assertThat(machines.take(report(TWO, NOW, 0, login))).hasSize(1);
        now = now.plus(Duration.ofDays(8));
        assertThat(machines.take(report(ONE, now, 0, scan))).hasSize(1);
    }

    @Test
    void aMonthCountsAddressesOnceWithTheirStrongestEvidenceAndTheDaysWatched() {
        Offender scan = offender("192.0.2.7", OWN, Offender.Evidence.REPEATED_SCAN, NOW);
        Offender login = offender("192.0.2.7", OWN, Offender.Evidence.LOGIN, NOW);
        machines.take(report(ONE, NOW, 10, scan));
        machines.take(report(TWO, Instant.parse("2026-01-20T00:00:00Z"), 25, login));
        machines.take(report(TWO, Instant.parse("2026-01-19T00:00:00Z"), 0));
        machines.take(report(ONE, Instant.parse("2026-01-19T00:00:00Z"), 0));
        machines.take(report(ONE, Instant.parse("2026-01-01T00:00:00Z"), 0));
        MachineMonth january = machines.months().getFirst();
        assertThat(january.month()).isEqualTo(YearMonth.of(2026, 1));
        assertThat(january.machines()).isEqualTo(1);
        assertThat(january.byEvidence()).containsOnlyKeys(Offender.Evidence.LOGIN);
        assertThat(january.nodes()).isEqualTo(2);
        assertThat(january.daysWatched()).isEqualTo(2);
        assertThat(january.days()).isEqualTo(19);
        assertThat(january.unproven()).isEqualTo(25);
        assertThat(january.estimate()).as("too few to tell how many there are").isEmpty();
        assertThat(machines.months().get(1).month()).isEqualTo(YearMonth.of(2025, 12));
        assertThat(machines.months().get(1).machines()).isZero();
    }

    @Test
    void whatTwoHalvesOfTheNodesHaveInCommonTellsHowManyThereAre() {
        Offender[] first = IntStream.range(0, 40)
                .mapToObj(i -> offender("203.0.113." + i, OWN, Offender.Evidence.LOGIN, NOW))
                .toArray(Offender[]::new);
        Offender[] second = IntStream.range(20, 60)
                .mapToObj(i -> offender("203.0.113." + i, OWN, Offender.Evidence.LOGIN, NOW))
                .toArray(Offender[]::new);
        machines.take(report(ONE, NOW, 0, first));
        machines.take(report(TWO, NOW, 0, second));
        MachineMonth.Estimate estimate = machines.months().getFirst().estimate().orElseThrow();
        assertThat(estimate.value()).isBetween(78.0, 80.0);
        assertThat(estimate.low()).isBetween(60.0, estimate.value());
        assertThat(estimate.high()).isGreaterThan(estimate.value());
        assertThat(Recapture.of(40, 40, 6)).isEmpty();
        assertThat(Recapture.of(40, 40, 40).orElseThrow().high()).isEqualTo(40);
    }

    @Test
    void noTableHoldsAnAddressAndTheNoticeForgetsItsOwnAfterAMonth() {
        machines.take(report(ONE, NOW, 0, offender("192.0.2.7", OWN, Offender.Evidence.LOGIN, NOW)));
        assertThat(dump("home_machine") + dump("home_machine_told") + dump("home_watch")).doesNotContain("192.0.2");
        assertThat(dump("notice") + dump("envelope")).contains("192.0.2.7");
        now = now.plus(HomeMachines.KEPT).plusSeconds(1);
        machines.take(report(ONE, now, 0));
        assertThat(dump("notice") + dump("envelope")).doesNotContain("192.0.2.7").doesNotContain("192[.]0");
        assertThat(response.notices(9)).singleElement().satisfies(n -> {
            assertThat(n.machines()).isEqualTo(1);
            assertThat(n.matter()).isEqualTo(Group.Matter.MACHINES);
        });
    }

    @Test
    void aNoticeForgetsItsAddressesThoughNoNodeTellsOfMachinesAnyMore() {
        machines.take(report(ONE, NOW, 0, offender("192.0.2.7", OWN, Offender.Evidence.LOGIN, NOW)));
        now = now.plus(HomeMachines.KEPT).plusSeconds(1);
        response.escalation(Map.of()).turn();
        assertThat(dump("notice") + dump("envelope")).doesNotContain("192.0.2.7").doesNotContain("192[.]0");
    }

    @Test
    void monthsThatAreNotShownAnyMoreAreForgotten() {
        for (int month = 0; month < 30; month++) {
            now = NOW.plus(Duration.ofDays(31L * month));
            machines.take(report(ONE, now, 0, offender("192.0.2.7", OWN, Offender.Evidence.LOGIN, now)));
        }
        assertThat(machines.months()).hasSize(24);
        assertThat(count("SELECT count(DISTINCT month) FROM home_machine")).isEqualTo(24);
        now = now.plus(Duration.ofDays(8));
        machines.take(report(ONE, now, 0));
        assertThat(count("SELECT count(*) FROM home_machine_told")).isZero();
    }

    private int count(String query) {
        return store.transaction(h -> h.createQuery(query).mapTo(Integer.class).one());
    }

    private String dump(String table) {
        return store.transaction(h -> h.createQuery("SELECT * FROM " + table)
                        .mapToMap()
                        .list())
                .toString();
    }
}
