package yochi.centre.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import yochi.centre.MadeOrders;
import yochi.centre.response.Channel;
import yochi.centre.response.Courier;
import yochi.centre.response.Escalation;
import yochi.centre.response.NoticeRecord;
import yochi.core.model.Alert;
import yochi.core.model.Asn;
import yochi.core.model.Assessment;
import yochi.core.model.Country;
import yochi.core.model.EventLog;
import yochi.core.model.Notice;
import yochi.core.model.Service;
import yochi.core.model.Victim;

/** owner, provider and partner country are told, each apart and once; who cannot be is said. */
class SiteNoticesTest {
    private static final Country HOME = MadeOrders.HOME;
    private static final Country DE = new Country("DE");
    private static final Asn HOST = MadeOrders.NETWORK;
    private static final Instant LISTED = Instant.parse("2024-02-19T06:05:00Z");
    private static final String SITES = """
            sites:
              - {name: water, sector: water, listed: [w1], member: city, language: ja}
              - {name: sewage, sector: water, listed: [w2], member: city}
              - {name: clinic, sector: health, listed: [c1], language: ja,
                 contacts: [{name: night desk, mail: night@clinic.example, within: 5m}]}
              - {name: clinic annex, sector: health, listed: [c2],
                 contacts: [{name: night desk, mail: night@clinic.example}]}
              - {name: school, sector: education, listed: [s1], contacts: [{name: porter, phone: "+81-3-0000-0002"}]}
              - {name: museum, sector: culture, listed: [m1]}
              - {name: gone, sector: culture, listed: [g1], member: nobody-here}
            """;

    @TempDir
    Path folder;

    private final List<Courier.Parcel> mailed = new ArrayList<>();
    private Desk desk;
    private long sequence;

    @BeforeEach
    void open() throws Exception {
        Files.writeString(folder.resolve("sites.yaml"), SITES);
        desk = MadeUpDesk.in(
                folder,
                MadeUpDesk.settings(Instant.parse("2024-01-01T00:00:00Z")),
                MadeUpDesk.around(EventLog.none()));
        MadeUpDesk.register(desk, "isp-a", HOST, "192.0.2.0/24");
        MadeUpDesk.register(desk, "city", new Asn(64_500), "198.51.100.0/24");
        MadeUpDesk.register(desk, "cert-de", new Asn(64_501), "203.0.113.0/24", DE);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private Alert order(Victim... victims) {
        desk.victims(MadeOrders.list(MadeOrders.NODE, ++sequence, LISTED, false, List.of(victims)));
        return desk.situation().open().getFirst().alert();
    }

    private static Victim victim(String name, Country country, Country hosting) {
        return new Victim(
                name, country, "tld", HOST, List.of("http/get"), List.of(Service.tcp(443)), 6, hosting);
    }

    private static Victim victim(String name) {
        return victim(name, HOME, HOME);
    }

    private Notice to(String recipient) {
        List<Notice> all = desk.response().notices(99).stream()
                .map(NoticeRecord::notice)
                .filter(n -> n.recipient().equals(recipient))
                .toList();
        assertThat(all).as(recipient).hasSize(1);
        return all.getFirst();
    }

    private List<String> recipients() {
        return desk.response().notices(99).stream()
                .map(n -> n.notice().recipient().replaceAll("\\.[0-9a-f]{8}$", ""))
                .sorted()
                .toList();
    }

    @Test
    void anOwnerOfTwoSitesInOneAlertGetsOneNoticeOfItsOwnTargetsInItsLanguage() {
        order(victim("w1"), victim("w2"), victim("other"));
        assertThat(recipients()).containsExactly("city", "isp-a");
        Notice notice = to("city");
        assertThat(notice.alert().victims()).extracting(Victim::pseudonym).containsExactly("w1", "w2");
        assertThat(notice.alert().evidence()).contains("1 other target is not named here.");
        assertThat(notice.alert().title()).as("its own targets' network").contains("AS64496");
        assertThat(notice.mitigations()).as("the network is the provider's to defend").isEmpty();
        assertThat(notice.texts().getFirst().language()).isEqualTo("ja");
        assertThat(notice.texts().getFirst().body())
                .contains("water, 拠点の運用者として: 一覧の名前 w1 はこの拠点を指します。")
                .contains("sewage, 拠点の運用者として");
        assertThat(notice.toString()).doesNotContain("other-target").doesNotContain("isp-a");
        assertThat(to("isp-a").alert().victims()).hasSize(3);
        assertThat(to("isp-a").mitigations()).isNotEmpty();
        assertThat(to("isp-a").toString()).doesNotContain("city");
    }

    @Test
    void ownersWhoAreNoMembersAreReachedByTheContactsOfTheRegister() {
        Alert alert = order(victim("c1"), victim("c2"));
        assertThat(recipients()).as("one contact, two sites").containsExactly("isp-a", "site.clinic");
        String name = alert.assessment().tell().getFirst().recipient().orElseThrow();
        assertThat(to(name).alert().victims()).hasSize(2);
        try (Escalation escalation = desk.response().escalation(Map.of(Channel.MAIL, parcel -> {
            mailed.add(parcel);
            return new Courier.Result.Delivered();
        }))) {
            escalation.start();
            await(() -> record(name).delivered().isPresent());
        }
        assertThat(mailed).singleElement().satisfies(parcel -> {
            assertThat(parcel.address()).isEqualTo("night@clinic.example");
            assertThat(parcel.fingerprint()).isEqualTo(record(name).fingerprint());
        });
        assertThat(record(name).deliveries().getFirst().delivered()).as("measured").isPresent();
        desk.response().acknowledgeByTelephone(record(name).notice().id(), record(name).fingerprint(), "night desk");
        assertThat(record(name).state()).isEqualTo(NoticeRecord.State.ACKNOWLEDGED);
    }

    private NoticeRecord record(String recipient) {
        return desk.response().notices(99).stream()
                .filter(n -> n.notice().recipient().equals(recipient))
                .findFirst()
                .orElseThrow();
    }

    private static void await(java.util.function.BooleanSupplier done) {
        for (int i = 0; i < 500 && !done.getAsBoolean(); i++) {
            try {
                Thread.sleep(10);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        assertThat(done.getAsBoolean()).isTrue();
    }

    @Test
    void whomOnlyTheTelephoneReachesIsTheDesksAtOnce() {
        Alert alert = order(victim("s1"));
        String name = alert.assessment().tell().getFirst().recipient().orElseThrow();
        assertThat(name).startsWith("site.school.");
        assertThat(record(name).state()).isEqualTo(NoticeRecord.State.DESK);
    }

    @Test
    void whoCannotBeToldIsSaidInTheAlertAndNotReadyInTheRegister() {
        Alert alert = order(victim("m1"), victim("g1"), victim("x", HOME, new Country("FR")));
        assertThat(alert.assessment().tell())
                .extracting(t -> t.role() + " " + t.who() + ": " + t.untold().map(w -> w.en()).orElse("told"))
                .containsExactlyInAnyOrder(
                        "OWNER museum: Not told: the register has neither a member nor a contact for it.",
                        "OWNER gone: Not told: its member nobody-here is not one of this centre, and the register has"
                                + " no contact.",
                        "PROVIDER isp-a: told",
                        "PARTNER FR: Not told: no member of this centre speaks for FR.");
        assertThat(recipients()).containsExactly("isp-a");
        assertThat(desk.duty().readiness().stream().filter(r -> r.missing().contains("contact")))
                .extracting(r -> r.site())
                .containsExactly("museum", "gone");
    }

    @Test
    void thePartnerCountryIsToldOfTargetsHostedThereAndOfNoOthers() {
        order(victim("a", HOME, DE), victim("b", HOME, HOME));
        assertThat(recipients()).containsExactly("cert-de", "isp-a");
        assertThat(to("cert-de").alert().victims()).extracting(Victim::pseudonym).containsExactly("a");
        assertThat(to("cert-de").mitigations()).isEmpty();
        assertThat(to("cert-de").alert().assessment().tell())
                .singleElement()
                .satisfies(t -> assertThat(t.role()).isEqualTo(Assessment.Role.PARTNER));
    }

    /** The provider at home hears of a foreign victim in its network, whatever the country. */
    @Test
    void theHomeProviderIsToldWhateverTheVictimsCountry() {
        order(victim("y", DE, HOME));
        assertThat(recipients()).containsExactly("isp-a");
    }

    @Test
    void overlappingPrefixesOfOneOwnerBringOneNotice() throws Exception {
        Files.writeString(folder.resolve("sites.yaml"), """
                sites:
                  - {name: campus, sector: education, prefixes: [203.0.113.0/25], asns: [AS64496], member: city}
                  - {name: hospital, sector: health, prefixes: [203.0.113.0/26], asns: [AS64496], member: city}
                """);
        desk.duty().refresh();
        Alert alert = order(victim("z"));
        assertThat(alert.assessment().tell()).extracting(Assessment.Told::who)
                .containsExactly("campus", "hospital", "isp-a");
        assertThat(recipients()).containsExactly("city", "isp-a");
    }
}
