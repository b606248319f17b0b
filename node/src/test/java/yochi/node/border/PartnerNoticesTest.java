package yochi.node.border;

import static org.assertj.core.api.Assertions.assertThat;
import static yochi.node.border.MadeOffenders.known;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import yochi.core.model.Country;
import yochi.core.model.NodeId;
import yochi.core.model.Offender;
import yochi.core.model.OffenderReport;
import yochi.link.identity.SigningKey;
import yochi.link.wire.OffenderReportCodec;
import yochi.link.wire.Parcel;
import yochi.node.offence.OffenceWatch;

/** S-6: a country's own node, and nobody else, is told of its machines, where both policies say so. */
class PartnerNoticesTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Country JP = new Country("JP");
    private static final Country AU = new Country("AU");
    private static final Country NZ = new Country("NZ");
    private static final Country SG = new Country("SG");
    private static final Instant AT = MadeOffenders.AT;
    private static final LocalDate TABLES = LocalDate.of(2026, 1, 1);
    private static final PrivacyPolicy TELLS = PrivacyPolicy.ofYaml("{name: x, offenders: partners}");
    private static final PrivacyPolicy HOME_ONLY = PrivacyPolicy.ofYaml("{name: x, offenders: own-country}");

    @TempDir
    Path folder;

    private final SigningKey sgOperator = SigningKey.generate(RANDOM);
    private final SigningKey auOperator = SigningKey.generate(RANDOM);
    private final NodePair sgPair = pair();
    private final NodePair auPair = pair();
    private long sequence;

    private static NodePair pair() {
        KeyPair made = WrappedSecret.newPair(RANDOM);
        return NodePair.of(
                HexFormat.of().formatHex(WrappedSecret.bytes(made.getPrivate())),
                HexFormat.of().formatHex(WrappedSecret.bytes(made.getPublic())));
    }

    @BeforeEach
    void roster() throws IOException {
        Files.write(
                folder.resolve("operators"), List.of("SG " + sgOperator.publicPart(), "AU " + auOperator.publicPart()));
        write(line("sg-1", SG, sgPair, sgOperator), line("au-1", AU, auPair, auOperator));
    }

    private void write(String... lines) throws IOException {
        Files.write(folder.resolve("roster"), List.of(lines));
    }

    private static String line(String node, Country country, NodePair pair, SigningKey operator) {
        return new KeyRoster.Entry(node, country, pair.open(), LocalDate.of(2100, 1, 1)).line(operator);
    }

    private PartnerNotices desk(String name, Country country, NodePair pair) {
        NodeCard card = new NodeCard(id(name), name, country, 1, "r");
        PartnerRoster roster = new PartnerRoster(
                folder.resolve("roster"), folder.resolve("operators"), InstantSource.fixed(AT));
        return new PartnerNotices(card, JP, pair, roster, TABLES, RANDOM);
    }

    private static NodeId id(String name) {
        return new NodeId(UUID.fromString("01940000-0000-7000-8000-0000000000" + (name.equals("sg-1") ? "01" : "02")));
    }

    private static SortedMap<Country, OffenceWatch.Known> all(OffenceWatch.Known... ofAuNzJpSg) {
        SortedMap<Country, OffenceWatch.Known> out = new TreeMap<>();
        List<Country> countries = List.of(AU, NZ, JP, SG);
        for (int i = 0; i < ofAuNzJpSg.length; i++) {
            out.put(countries.get(i), ofAuNzJpSg[i]);
        }
        return out;
    }

    private PartnerNotices.Told told(PrivacyPolicy policy, SortedMap<Country, OffenceWatch.Known> known) {
        return desk("sg-1", SG, sgPair).told(policy, AT, known, () -> ++sequence);
    }

    @Test
    void eachCountrysNodeIsToldOfItsOwnAndOfCountriesWithoutNodeOnlyANumberStaysHere() {
        PartnerNotices.Told told = told(TELLS, all(known(2, 11), known(3, 0), known(1, 0), known(1, 0)));
        assertThat(told.parcels()).singleElement().satisfies(p -> {
            assertThat(p.label().to()).isEqualTo("au-1");
            assertThat(p.label().country()).isEqualTo(AU);
        });
        assertThat(told.lines())
                .containsExactly(
                        new PartnerNotices.Line(AU, Optional.of("au-1"), 2),
                        new PartnerNotices.Line(NZ, Optional.empty(), 3));
        PartnerNotices.Opened opened =
                desk("au-1", AU, auPair).open(TELLS, told.parcels().getFirst());
        OffenderReport report = opened.report().orElseThrow();
        assertThat(report.offenders()).hasSize(2);
        assertThat(report.unproven()).isEqualTo(15);
        assertThat(report.seenIn()).isEqualTo(SG);
        assertThat(report.tables()).hasValue(TABLES);
    }

    @Test
    void noPolicyOfEitherSideThatDoesNotSaySoLetsAnythingThrough() {
        for (PrivacyPolicy silent : List.of(PrivacyPolicy.strict(), HOME_ONLY)) {
            assertThat(told(silent, all(known(2, 0))).parcels()).isEmpty();
            assertThat(told(silent, all(known(2, 0))).lines()).isEmpty();
            Parcel parcel = told(TELLS, all(known(1, 0))).parcels().getFirst();
            assertThat(desk("au-1", AU, auPair).open(silent, parcel).why()).contains("policy");
        }
        assertThat(PolicyLayers.of(List.of(TELLS, HOME_ONLY)).policy().offenders())
                .isEqualTo(PrivacyPolicy.OffenderRule.OWN_COUNTRY);
        assertThat(PolicyLayers.of(List.of(TELLS, PrivacyPolicy.strict())).policy().offenders())
                .isEqualTo(PrivacyPolicy.OffenderRule.NONE);
    }

    @Test
    void aNodeThatNoPinnedOperatorSignedOrThatStandsTwiceIsNobody() throws IOException {
        SigningKey phantom = SigningKey.generate(RANDOM);
        write(line("sg-1", SG, sgPair, sgOperator), line("au-1", AU, auPair, phantom));
        assertThat(told(TELLS, all(known(1, 0))).parcels()).isEmpty();
        write(
                line("sg-1", SG, sgPair, sgOperator),
                line("au-1", AU, auPair, auOperator),
                line("au-1", SG, pair(), sgOperator));
        assertThat(told(TELLS, all(known(1, 0))).lines())
                .containsExactly(new PartnerNotices.Line(AU, Optional.empty(), 1));
    }

    private Parcel parcel(NodePair by, OffenderReport report, long number) {
        byte[] closed = SealedTo.close(
                OffenderReportCodec.encode(report),
                new SealedTo.Bond(PartnerNotices.PURPOSE, "sg-1", "au-1"),
                by,
                auPair.open(),
                RANDOM);
        return new Parcel(
                new Parcel.Label(id("sg-1"), number, "sg-1", AU, "au-1", PartnerNotices.PURPOSE), closed);
    }

    private static OffenderReport report(String node, Country addressee, Country seenIn, int machines) {
        return new OffenderReport(
                id(node), 1, addressee, seenIn, AT, "x", 0, known(machines, 0).proven());
    }

    @Test
    void aReportThatIsNotJustWhatThatPartnerMayTellIsRefused() {
        PartnerNotices au = desk("au-1", AU, auPair);
        assertThat(au.open(TELLS, parcel(sgPair, report("sg-1", AU, SG, 1), 1)).report()).isPresent();
        for (Parcel bad : List.of(
                parcel(sgPair, report("sg-1", AU, SG, 1), 2),
                parcel(sgPair, report("au-1", AU, SG, 1), 1),
                parcel(sgPair, report("sg-1", NZ, SG, 1), 1),
                parcel(sgPair, report("sg-1", AU, NZ, 1), 1),
                parcel(sgPair, report("sg-1", AU, SG, 0), 1),
                parcel(auPair, report("sg-1", AU, SG, 1), 1))) {
            PartnerNotices.Opened opened = au.open(TELLS, bad);
            assertThat(opened.report()).isEmpty();
            assertThat(opened.why()).isNotEmpty();
        }
        Parcel elsewhere = new Parcel(
                new Parcel.Label(id("sg-1"), 1, "sg-1", AU, "au-2", PartnerNotices.PURPOSE), new byte[80]);
        assertThat(au.open(TELLS, elsewhere).why()).contains("another node");
        Parcel unknown = new Parcel(
                new Parcel.Label(id("sg-1"), 1, "xx-1", AU, "au-1", PartnerNotices.PURPOSE), new byte[80]);
        assertThat(au.open(TELLS, unknown).why()).contains("not on the roster");
        Parcel noise = new Parcel(
                new Parcel.Label(id("sg-1"), 1, "sg-1", AU, "au-1", PartnerNotices.PURPOSE), new byte[80]);
        assertThat(au.open(TELLS, noise).why()).contains("not closed by");
    }

    @Test
    void theBytesThatTheCentreCarriesHoldNoAddressInAnyForm() throws IOException {
        SortedMap<Country, OffenceWatch.Known> known = all(known(40, 3));
        List<byte[]> addresses = new ArrayList<>();
        for (Offender o : known.sequencedValues().getFirst().proven()) {
            addresses.add(java.net.InetAddress.ofLiteral(o.address().network()).getAddress());
        }
        byte[] plain = OffenderReportCodec.encode(report("sg-1", AU, SG, 40));
        assertThat(LeakScan.binaries(plain, addresses)).isGreaterThanOrEqualTo(40);
        byte[] emitted = told(TELLS, known).parcels().getFirst().encode();
        assertThat(LeakScan.texts(emitted, addresses)).isZero();
        assertThat(LeakScan.binaries(emitted, addresses)).isZero();
    }

    @Test
    void tooManyForOneParcelTravelInSeveral() {
        List<Parcel> parcels = new ArrayList<>(told(TELLS, all(known(10_001, 3))).parcels());
        assertThat(parcels).hasSize(2);
        PartnerNotices au = desk("au-1", AU, auPair);
        assertThat(parcels.stream().map(p -> au.open(TELLS, p).report().orElseThrow()))
                .extracting(r -> r.offenders().size() + " " + r.unproven())
                .containsExactly("10000 5", "1 0");
    }
}
