package yochi.centre.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import yochi.centre.MadeOrders;
import yochi.core.model.Alert;
import yochi.core.model.Asn;
import yochi.core.model.Notice;
import yochi.core.model.Tlp;
import yochi.link.identity.Fingerprint;

/** a notice finds somebody who answers, within bounds, in two languages, and across sectors. */
class EscalationTest {
    private static final Instant NOW = MadeUpRoom.NOW;
    private static final Asn OWN = MadeUpRoom.OWN;
    private static final Duration HALF_HOUR = Duration.ofMinutes(30);

    @TempDir
    Path folder;

    private final List<Courier.Parcel> posted = new ArrayList<>();
    private final List<Courier.Parcel> mailed = new ArrayList<>();
    private Courier.Result ofHook = new Courier.Result.Delivered();
    private Courier.Result ofMail = new Courier.Result.Delivered();
    private MadeUpRoom room;
    private Response response;
    private Escalation escalation;

    @BeforeEach
    void open() {
        room = new MadeUpRoom(folder, false, new Wording(text -> "訳 " + text));
        response = room.response;
        escalation = response.escalation(Map.of(Channel.WEBHOOK, this::post, Channel.MAIL, this::mail));
    }

    @AfterEach
    void close() {
        room.close();
    }

    private Courier.Result post(Courier.Parcel parcel) {
        synchronized (posted) {
            posted.add(parcel);
            return ofHook;
        }
    }

    private Courier.Result mail(Courier.Parcel parcel) {
        synchronized (mailed) {
            mailed.add(parcel);
            return ofMail;
        }
    }

    private void member(String name, Asn asn, String sector, Contact... contacts) {
        room.member(name, asn, "192.0.2.0/24", sector, List.of(contacts));
    }

    private static Contact contact(Channel channel, int minutes) {
        String address = channel == Channel.INBOX ? "" : channel == Channel.MAIL ? "noc@example.org" : "https://x/";
        return new Contact(channel.name() + " " + minutes, channel, address, Duration.ofMinutes(minutes));
    }

    private void after(Duration time) {
        room.pass(time);
        escalation.turn();
    }

    private NoticeRecord only() {
        assertThat(response.notices(9)).hasSize(1);
        return response.notices(9).getFirst();
    }

    @Test
    void whoDoesNotAnswerIsFollowedByTheNextAndInTheEndByTheDesk() {
        member("isp-a", OWN, "", contact(Channel.WEBHOOK, 10), contact(Channel.INBOX, 20), contact(Channel.MAIL, 30));
        response.notify(alert(OWN, "slow/x"));
        after(Duration.ofSeconds(1));
        assertThat(posted).hasSize(1);
        after(Duration.ofMinutes(9));
        assertThat(only().deliveries()).hasSize(1);
        after(Duration.ofMinutes(1));
        assertThat(only().deliveries()).extracting(DeliveryRecord::step).containsExactly(0, 1);
        after(Duration.ofMinutes(20));
        assertThat(mailed).as("the same signed message").extracting(Courier.Parcel::text)
                .containsExactly(posted.getFirst().text());
        assertThat(only().state()).isEqualTo(NoticeRecord.State.OPEN);
        after(Duration.ofMinutes(31));
        assertThat(only().state()).isEqualTo(NoticeRecord.State.DESK);
        assertThat(only().desk()).contains(room.now());
        for (int i = 0; i < 20; i++) {
            after(HALF_HOUR);
        }
        assertThat(posted).hasSize(1);
        assertThat(mailed).as("an escalation has an end").hasSize(1);
        after(Duration.ofDays(1));
        assertThat(response.waitingForApproval()).isEmpty();
        assertThat(room.take("isp-a")).isEmpty();
        assertThat(only().state()).isEqualTo(NoticeRecord.State.EXPIRED);
    }

    /** The owner of a site has no program that asks, and its contacts may have more time than the notice. */
    @Test
    void aNoticeExpiresThoughNobodyFetchesAny() {
        member("isp-a", OWN, "", contact(Channel.MAIL, 700), contact(Channel.MAIL, 710), contact(Channel.MAIL, 720));
        response.notify(alert(OWN, "slow/x"));
        for (int i = 0; i < 80; i++) {
            after(HALF_HOUR);
        }
        assertThat(mailed).hasSize(2);
        assertThat(only().state()).isEqualTo(NoticeRecord.State.EXPIRED);
        assertThat(only().desk()).isEmpty();
    }

    @Test
    void anAnswerEndsIt() {
        member("isp-a", OWN, "", contact(Channel.INBOX, 10), contact(Channel.MAIL, 30));
        Notice notice = response.notify(alert(OWN, "slow/x")).getFirst();
        room.pass(Duration.ofSeconds(2));
        assertThat(room.take("isp-a")).isPresent();
        room.acknowledge("isp-a", notice);
        after(HALF_HOUR);
        assertThat(mailed).isEmpty();
        NoticeRecord record = only();
        assertThat(record.state()).isEqualTo(NoticeRecord.State.ACKNOWLEDGED);
        assertThat(record.by()).isEqualTo("inbox");
        assertThat(record.deliveries()).singleElement().satisfies(d -> {
            assertThat(d.state()).isEqualTo(DeliveryRecord.State.DELIVERED);
            assertThat(d.delivered()).contains(NOW.plusSeconds(2));
        });
    }

    @Test
    void aBounceIsCountedAndTheNextIsToldAtOnce() {
        ofMail = new Courier.Result.Bounced("550 no such mailbox");
        member("isp-a", OWN, "", contact(Channel.MAIL, 60), contact(Channel.WEBHOOK, 60));
        response.notify(alert(OWN, "slow/x"));
        after(Duration.ofSeconds(1));
        after(Duration.ofSeconds(1));
        assertThat(posted).hasSize(1);
        assertThat(only().deliveries()).extracting(DeliveryRecord::state)
                .containsExactly(DeliveryRecord.State.BOUNCED, DeliveryRecord.State.DELIVERED);
        assertThat(only().deliveries().getFirst().why()).isEqualTo("550 no such mailbox");
        assertThat(only().delivered()).contains(room.now());
    }

    @Test
    void aDeafWebhookIsTriedEverMoreSlowlyAndGivenUp() {
        ofHook = new Courier.Result.Later("no answer");
        member("isp-a", OWN, "", contact(Channel.WEBHOOK, 700));
        response.notify(alert(OWN, "slow/x"));
        List<Duration> waits = new ArrayList<>();
        Instant last = room.now();
        for (int i = 0; i < 7200 && posted.size() < 50; i++) {
            int before = posted.size();
            after(Duration.ofSeconds(5));
            if (posted.size() > before) {
                waits.add(Duration.between(last, room.now()));
                last = room.now();
            }
        }
        assertThat(posted).hasSize(Escalation.MOST_TRIES);
        assertThat(waits.get(2)).isGreaterThan(waits.get(1));
        assertThat(waits.getLast()).isBetween(Duration.ofMinutes(19), Duration.ofMinutes(21));
        assertThat(only().deliveries().getFirst().why()).startsWith("given up after 10 tries");
        assertThat(only().state()).as("nobody else is left").isEqualTo(NoticeRecord.State.DESK);
        assertThat(posted.stream().map(Courier.Parcel::message).distinct()).as("one id at every try").hasSize(1);
    }

    @Test
    void aDeafChannelDoesNotHoldUpAnother() {
        ofHook = new Courier.Result.Later("no answer");
        member("isp-a", OWN, "", contact(Channel.WEBHOOK, 60));
        member("isp-b", new Asn(64_497), "", contact(Channel.MAIL, 60));
        response.notify(alert(OWN, "slow/x"));
        response.notify(alert(new Asn(64_497), "slow/x"));
        after(Duration.ofSeconds(1));
        assertThat(mailed).hasSize(1);
    }

    @Test
    void whatIsTooMuchGoesToTheDeskAndIsCounted() {
        ofMail = new Courier.Result.Later("busy");
        member("isp-a", OWN, "", contact(Channel.MAIL, 60));
        room.store.transaction(h -> {
            for (int i = 0; i < Escalation.MOST_WAITING - 1; i++) {
                DeliveryTables.queue(h, "n" + i, 0, contact(Channel.MAIL, 60), "m" + i, room.now().plus(HALF_HOUR));
            }
            return h;
        });
        for (int i = 0; i < 6; i++) {
            response.notify(alert("alert-" + i, OWN, "slow/x"));
        }
        after(Duration.ofSeconds(1));
        assertThat(escalation.overflowed()).isEqualTo(5);
        assertThat(response.notices(2000).stream().filter(n -> n.state() == NoticeRecord.State.DESK)).hasSize(5);
    }

    @Test
    void aChannelThatTheCentreLacksBounces() {
        member("isp-a", OWN, "", contact(Channel.MAIL, 60));
        Escalation poor = response.escalation(Map.of());
        response.notify(alert(OWN, "slow/x"));
        poor.turn();
        poor.turn();
        assertThat(only().state()).isEqualTo(NoticeRecord.State.DESK);
        assertThat(only().deliveries().getFirst().why()).contains("no MAIL");
    }

    @Test
    void theDeskWritesDownAnAnswerByTelephoneOnlyWithTheRightFingerprint() {
        member("isp-a", OWN, "", contact(Channel.MAIL, 1));
        Notice notice = response.notify(alert(OWN, "slow/x")).getFirst();
        after(Duration.ofSeconds(1));
        String printed = mailed.getFirst().fingerprint();
        assertThat(printed).isEqualTo(only().fingerprint());
        assertThat(Fingerprint.ofText(mailed.getFirst().text())).hasToString(printed);
        String misheard = (printed.charAt(0) == '1' ? "2" : "1") + printed.substring(1);
        assertThatThrownBy(() -> response.acknowledgeByTelephone(notice.id(), misheard, "A. Person"))
                .hasMessageContaining("group 1");
        response.notify(alert("another", OWN, "slow/x"));
        String other = response.notices(9).stream()
                .filter(n -> !n.notice().id().equals(notice.id()))
                .findFirst().orElseThrow().fingerprint();
        assertThatThrownBy(() -> response.acknowledgeByTelephone(notice.id(), other, "A. Person"))
                .hasMessageContaining("another message");
        response.acknowledgeByTelephone(notice.id(), printed.replace(" ", ""), "A. Person");
        NoticeRecord record = response.notices(9).stream()
                .filter(n -> n.notice().id().equals(notice.id())).findFirst().orElseThrow();
        assertThat(record.state()).isEqualTo(NoticeRecord.State.ACKNOWLEDGED);
        assertThat(record.by()).isEqualTo("A. Person");
    }

    @Test
    void anEndedAlertIsNotBroughtToAnybodyElse() {
        member("isp-a", OWN, "", contact(Channel.MAIL, 1), contact(Channel.WEBHOOK, 1));
        response.notify(alert(OWN, "slow/x"));
        response.over(alert(OWN, "slow/x"));
        after(HALF_HOUR);
        assertThat(mailed).isEmpty();
        assertThat(posted).isEmpty();
        assertThat(only().state()).isEqualTo(NoticeRecord.State.WITHDRAWN);
    }

    @Test
    void peopleReadItInTwoLanguagesWithNothingToClickOn() {
        member("isp-a", OWN, "");
        Notice notice = response.notify(alert(OWN, "slow/x")).getFirst();
        assertThat(notice.texts()).extracting(Notice.Text::language).containsExactly("en", "ja");
        assertThat(notice.texts().get(0).body()).contains("What is known:\n- seen at hxxp").doesNotContain("http://");
        assertThat(notice.texts().get(1).title()).isEqualTo("訳 Attack ordered on 2 targets");
        assertThat(notice.texts().get(1).body()).contains("わかっていること:\n- 訳 seen").contains("照合番号");
    }

    @Test
    void aGroupHearsAcrossSectorsWhatItsRulesAllowAndNoNames() {
        member("isp-a", OWN, "telecom");
        member("power-b", new Asn(64_497), "energy");
        member("bank-c", new Asn(64_498), "finance");
        response.join(List.of(new Group(
                "both", List.of("isp-a", "power-b"), EnumSet.of(Group.Matter.NOWCAST), Tlp.AMBER)));
        List<Notice> told = response.notify(alert(OWN, "slow/x"));
        assertThat(told).extracting(Notice::recipient).containsExactly("isp-a", "power-b");
        Notice heard = told.getLast();
        assertThat(heard.alert().victims()).isEmpty();
        assertThat(heard.alert().asn()).isEqualTo(Asn.UNKNOWN);
        assertThat(heard.alert().evidence())
                .contains("Told to you as a member of group both: sector telecom is concerned.");
        assertThat(heard.toString()).doesNotContain("isp-a").doesNotContain("64496");
        assertThat(response.notices(9).stream().map(NoticeRecord::group)).contains("both");
        assertThat(response.notify(alert(OWN, "slow/x"))).as("the same matter once").isEmpty();

        List<Notice> second = response.notify(alert("alert-2", new Asn(64_497), "slow/x"));
        assertThat(second).extracting(Notice::recipient).containsExactly("power-b", "isp-a");
        assertThat(second.getFirst().alert().evidence())
                .contains("Seen in 2 sectors of group both: slow/x (energy since " + NOW + ", telecom since " + NOW
                        + ").");
        assertThat(response.sightings("both")).extracting(GroupSighting::sector)
                .containsExactlyInAnyOrder("energy", "telecom");
    }

    @Test
    void aGroupHearsNothingThatItsRulesDoNotName() {
        member("isp-a", OWN, "telecom");
        member("power-b", new Asn(64_497), "energy");
        response.join(List.of(
                new Group("later", List.of("isp-a", "power-b"), Set.of(Group.Matter.FORECAST), Tlp.AMBER),
                new Group("open", List.of("isp-a", "power-b"), Set.of(Group.Matter.NOWCAST), Tlp.GREEN)));
        assertThat(response.notify(alert(OWN, "slow/x"))).as("an AMBER alert, green at most goes round").hasSize(1);
        assertThat(response.sightings("later")).isEmpty();
        assertThat(response.sightings("open")).isEmpty();
    }

    private static Alert alert(Asn asn, String vector) {
        return alert("alert-1", asn, vector);
    }

    private static Alert alert(String id, Asn asn, String vector) {
        return MadeUpRoom.alert(
                id,
                asn,
                "Attack ordered on 2 targets",
                "seen at http://example.org/",
                List.of(MadeOrders.target("own", asn, vector)));
    }
}
