package yochi.centre.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import yochi.centre.MadeOrders;
import yochi.core.model.Alert;
import yochi.core.model.Asn;
import yochi.core.model.Assessment.Life;
import yochi.core.model.Notice;
import yochi.core.model.Outcome;
import yochi.core.model.Victim;

/** what is new of an alert, and its end, reach those concerned as one thread, without a flood of notices. */
class ThreadsTest {
    private static final Asn OWN = MadeUpRoom.OWN;

    @TempDir
    Path folder;

    private final List<Courier.Parcel> mailed = new ArrayList<>();
    private Alert last = alert(Life.NEW, "http/get", "none");
    private MadeUpRoom room;
    private Response response;
    private Escalation escalation;

    @BeforeEach
    void open() {
        room = new MadeUpRoom(folder, true, new Wording(text -> text));
        response = room.response;
        response.ask(List::of, id -> Optional.of(last));
        escalation = response.escalation(Map.of(Channel.MAIL, parcel -> {
            mailed.add(parcel);
            return new Courier.Result.Delivered();
        }));
        member(List.of());
    }

    private void member(List<Contact> contacts) {
        room.member("isp-a", OWN, "192.0.2.0/24", "", contacts);
    }

    @AfterEach
    void close() {
        room.close();
    }

    private static Alert alert(Life life, String vector, String... targets) {
        Alert bare = MadeUpRoom.alert(
                "alert-1",
                OWN,
                "Attack ordered",
                "seen",
                Stream.of(targets).map(t -> MadeOrders.target(t, OWN, vector)).toList());
        return bare.with(bare.assessment().with(life));
    }

    private List<Notice> tell(Alert alert) {
        last = alert;
        return alert.assessment().life().over() ? response.over(alert) : response.notify(alert);
    }

    private List<Notice> tell(String... targets) {
        return tell(alert(Life.NEW, "http/get", targets));
    }

    private void after(Duration time) {
        room.pass(time);
        escalation.turn();
    }

    private List<Notice> all() {
        return response.notices(9999).reversed().stream().map(NoticeRecord::notice).toList();
    }

    private NoticeRecord newest() {
        return response.notices(1).getFirst();
    }

    private Optional<String> take() {
        return room.take("isp-a");
    }

    private static String english(Notice notice) {
        return notice.texts().getFirst().title() + "\n" + notice.texts().getFirst().body();
    }

    @Test
    void newTargetsComeAsOneUpdateWithEverythingNewInIt() {
        Notice first = tell("a").getFirst();
        room.pass(Duration.ofSeconds(60));
        assertThat(tell("a", "b")).as("too early").isEmpty();
        assertThat(tell("b", "c")).isEmpty();
        after(Threads.EVERY.minusSeconds(61));
        assertThat(all()).hasSize(1);
        after(Duration.ofSeconds(1));
        assertThat(all()).hasSize(2);
        Notice update = newest().notice();
        assertThat(update.turn()).contains(new Notice.Turn(first.id(), 2, Notice.Change.NEWS));
        assertThat(update.alert().victims()).extracting(Victim::pseudonym).containsExactly("b", "c");
        assertThat(english(update))
                .startsWith("Update: ")
                .contains("Update 2 of notice " + first.id())
                .contains("New targets: 2 (b, c).")
                .contains("Targets that are no longer named: 1 (a).");
        assertThat(update.texts().getLast().body()).contains("新しい標的：2 (b, c)。");
        after(Duration.ofHours(1));
        assertThat(all()).as("nothing more is new").hasSize(2);
    }

    @Test
    void aBurstOfThousandsBringsOneUpdateInAWhileAndTheLastSaysAll() {
        int burst = 3000;
        Duration step = Duration.ofMinutes(10).dividedBy(burst);
        for (int i = 1; i <= burst; i++) {
            tell(IntStream.rangeClosed(i, i + 20).mapToObj(n -> "t" + n).toArray(String[]::new));
            if (i % 100 == 0) {
                escalation.turn();
            }
            room.pass(step);
        }
        after(Threads.EVERY);
        assertThat(all().size()).isBetween(3, 4);
        assertThat(newest().notice().alert().victims()).extracting(Victim::pseudonym).contains("t3020");
        assertThat(take().orElseThrow()).as("the rules still hold").contains("\"number\":1");
        assertThat(take().orElseThrow()).as("the newest update").contains("t3020");
        assertThat(take()).as("what an update replaced is not sent any more").isEmpty();
    }

    @Test
    void anotherPointOfItsLifeIsToldAtOnceAndArmsNothingAnew() {
        tell("a");
        room.pass(Duration.ofSeconds(1));
        Notice update = tell(alert(Life.CONFIRMED, "http/get", "a")).getFirst();
        assertThat(english(update)).contains("A second source or a person confirms it.");
        assertThat(update.mitigations()).as("what was sent before stands").isEmpty();
        assertThat(newest().state()).isEqualTo(NoticeRecord.State.OPEN);
        assertThat(response.notices(9).getLast().state()).isEqualTo(NoticeRecord.State.OPEN);
    }

    /** The us-kr-2009 scenario: other targets need other counter-measures, and an update brings them. */
    @Test
    void otherVectorsBringCounterMeasuresThatTakeThePlaceOfThoseBefore() {
        room.approver(Approver.later());
        tell("a");
        assertThat(response.waitingForApproval()).hasSize(1);
        after(Threads.EVERY);
        Notice update = tell(alert(Life.NEW, "udp/flood", "a")).getFirst();
        assertThat(update.mitigations()).singleElement().satisfies(m -> assertThat(m.match().protocol())
                .contains(17));
        assertThat(response.waitingForApproval()).as("the older one need not be signed any more")
                .singleElement()
                .satisfies(text -> assertThat(text).contains(update.id()));
        assertThat(response.notices(9).getLast().state()).isEqualTo(NoticeRecord.State.SUPERSEDED);
    }

    @Test
    void anUpdateGoesOnWhereTheEscalationOfTheOneBeforeStood() {
        member(List.of(
                new Contact("first", Channel.MAIL, "first@example.org", Duration.ofMinutes(20)),
                new Contact("second", Channel.MAIL, "second@example.org", Duration.ofMinutes(20))));
        tell(alert(Life.NEW, "slow/x", "a"));
        for (int minute = 0; minute < 60; minute++) {
            after(Duration.ofMinutes(1));
            tell(alert(Life.NEW, "slow/x", "a", "t" + minute));
        }
        assertThat(mailed).extracting(Courier.Parcel::address).contains("first@example.org", "second@example.org");
        assertThat(newest().state()).as("updates do not put off the desk").isEqualTo(NoticeRecord.State.DESK);
    }

    @Test
    void whomANoticeReachedIsToldHowItEndedAndNobodyElse() {
        member(List.of(new Contact("first", Channel.MAIL, "first@example.org", Duration.ofMinutes(20))));
        room.member("isp-b", OWN, "198.51.100.0/24", "", List.of());
        tell("a");
        after(Duration.ofSeconds(1));
        Notice end = tell(alert(Life.ENDED, "http/get", "a")).getFirst();
        assertThat(all()).as("isp-b had not fetched it").hasSize(3);
        assertThat(end.recipient()).isEqualTo("isp-a");
        assertThat(end.turn().orElseThrow().change()).isEqualTo(Notice.Change.ENDED);
        assertThat(end.mitigations()).isEmpty();
        after(Duration.ofSeconds(1));
        assertThat(mailed).hasSize(2);
        after(Duration.ofHours(1));
        assertThat(mailed).as("nobody is called because he does not answer an end").hasSize(2);
        assertThat(newest().state()).isEqualTo(NoticeRecord.State.OPEN);

        Notice wrong = tell(alert(Life.FALSE, "http/get", "a")).getFirst();
        assertThat(english(wrong)).startsWith("Taken back: ").contains("what you were told is taken back");
        assertThat(wrong.turn().orElseThrow().number()).isEqualTo(3);
        assertThat(tell(alert(Life.FALSE, "http/get", "a"))).as("once").isEmpty();
        assertThat(tell("a", "b")).as("it is over").isEmpty();
    }

    @Test
    void whatWaitedToBeToldIsForgottenWithTheAlert() {
        tell("a");
        take();
        room.pass(Duration.ofSeconds(1));
        tell("a", "b");
        tell(alert(Life.FALSE, "http/get", "a", "b"));
        after(Threads.EVERY.plusMinutes(1));
        assertThat(all()).extracting(n -> n.turn().orElseThrow().change())
                .containsExactly(Notice.Change.FIRST, Notice.Change.FALSE);
    }

    @Test
    void counterMeasuresThatHaveRunTheirTimeAreSentAnewWhileTheOrdersGoOn() {
        Notice first = tell("a").getFirst();
        room.acknowledge("isp-a", first);
        after(Duration.ofMinutes(30));
        assertThat(response.renew(last)).as("they still stand").isEmpty();
        outcome(first, Outcome.State.EXPIRED);
        Notice renewed = response.renew(last).getFirst();
        assertThat(renewed.turn().orElseThrow().change()).isEqualTo(Notice.Change.RENEWED);
        assertThat(renewed.mitigations()).hasSameSizeAs(first.mitigations());
        assertThat(english(renewed)).contains("It is still ordered");
        outcome(renewed, Outcome.State.WITHDRAWN);
        after(Duration.ofMinutes(30));
        assertThat(response.renew(last)).as("a person's no stands").isEmpty();
        assertThat(tell("a", "b").getFirst().mitigations()).as("but for news").isNotEmpty();
        after(Duration.ofHours(23));
        assertThat(response.renew(last)).as("the notice ends soon").hasSize(1);
    }

    /** The us-kr-2009 scenario: the next wave came with the vector whose lease had run out, others still waited. */
    @Test
    void oneThatHasRunItsTimeIsSentAnewThoughOthersAgainstOtherVectorsStillWait() {
        Alert two = MadeUpRoom.alert(
                "alert-1",
                OWN,
                "Attack ordered",
                "seen",
                List.of(MadeOrders.target("a", OWN, "http/get"), MadeOrders.target("b", OWN, "udp/flood")));
        Notice first = tell(two).getFirst();
        assertThat(first.mitigations()).hasSizeGreaterThan(1);
        room.acknowledge("isp-a", first);
        after(Duration.ofMinutes(30));
        room.outcome(
                "isp-a",
                new Outcome(
                        first.id(),
                        first.mitigations().getFirst().id(),
                        Outcome.State.EXPIRED,
                        room.now(),
                        Optional.empty(),
                        true,
                        "lease ended"));
        assertThat(response.renew(last).getFirst().mitigations()).hasSameSizeAs(first.mitigations());
    }

    @Test
    void anOldNoticeIsForgottenWithAllThatHangsOnItAndAYoungOneStays() {
        Notice first = tell("a").getFirst();
        outcome(first, Outcome.State.EXPIRED);
        response.keep(Duration.ofDays(30));
        after(Duration.ofDays(29));
        tell(alert(Life.ESCALATED, "http/get", "a", "b"));
        after(Duration.ofDays(2));
        assertThat(all()).hasSize(1).doesNotContain(first);
        int outcomes = room.store.transaction(h -> h.createQuery("SELECT count(*) FROM outcome WHERE notice = ?")
                .bind(0, first.id())
                .mapTo(Integer.class)
                .one());
        assertThat(outcomes).isZero();
        assertThat(tell("a", "b", "c")).as("the thread goes on").hasSize(1);
        after(Duration.ofDays(31));
        assertThat(all()).isEmpty();
    }

    private void outcome(Notice notice, Outcome.State state) {
        for (var rule : notice.mitigations()) {
            room.outcome(
                    "isp-a",
                    new Outcome(notice.id(), rule.id(), state, room.now(), Optional.empty(), true, "lease ended"));
        }
    }

    @Test
    void aNoticeThatWasWrittenDownAndNeverSignedIsSentLater() {
        room.approver(notice -> {
            throw new IllegalStateException("the power fails");
        });
        assertThatThrownBy(() -> tell("a")).hasMessage("the power fails");
        assertThat(take()).isEmpty();
        room.approver(Approver.later());
        after(Duration.ofMinutes(2));
        assertThat(take().orElseThrow()).contains(newest().notice().id());
        after(Duration.ofMinutes(2));
        int messages = room.store.transaction(
                h -> h.createQuery("SELECT count(*) FROM envelope").mapTo(Integer.class).one());
        assertThat(messages).as("one for information, one that waits for the second signature").isEqualTo(2);
    }

    /** a program that ends between taking an alert in hand and telling it has told nobody, and lost nothing. */
    @Test
    void anAlertWhoseTellingFailedIsToldLaterAndOnce() {
        tell("a");
        room.pass(Duration.ofSeconds(1));
        tell("a", "b");
        response.ask(List::of, id -> {
            throw new IllegalStateException("the power fails");
        });
        after(Threads.EVERY);
        assertThat(all()).hasSize(1);
        response.ask(List::of, id -> Optional.of(last));
        after(Duration.ofMinutes(1));
        assertThat(all()).hasSize(2);
        after(Threads.EVERY.multipliedBy(2));
        assertThat(all()).as("told once").hasSize(2);
    }

    @Test
    void whoWasToldLaterHearsTheNewsLaterAndNobodyHearsItTwice() {
        tell("a");
        room.pass(Duration.ofMinutes(2));
        room.member("isp-b", OWN, "192.0.2.0/25", "", List.of());
        tell("a");
        room.pass(Duration.ofMinutes(1));
        tell("a", "b");
        assertThat(all()).hasSize(2);
        after(Threads.EVERY.minusMinutes(3));
        assertThat(newest().notice().recipient()).isEqualTo("isp-a");
        after(Duration.ofMinutes(2));
        assertThat(newest().notice().recipient()).isEqualTo("isp-b");
        after(Duration.ofHours(1));
        assertThat(all()).hasSize(4);
    }
}
