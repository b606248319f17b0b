package yochi.link.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import yochi.link.identity.Verdict.Reason;

class SignedReaderTest {
    private record Order(String what, int times) {}

    private static final JsonForm<Order> ORDER = JsonForm.of("order/1", Order.class);
    private static final PartyName CENTRE = PartyName.centre("home");
    private static final PartyName ISP = PartyName.member("isp-a");
    private static final Set<String> BY_CENTRE = Set.of("centre");

    private final HandClock clock = new HandClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final SigningKey centreKey = SigningKey.generate(new SecureRandom());
    private final SigningKey approverKey = SigningKey.generate(new SecureRandom());
    private final Signer signer = new Signer(centreKey, CENTRE, clock, new Random(1));
    private final SignedReader reader = reader(ReplayMemory.inProcess(100));

    private SignedReader reader(ReplayMemory memory) {
        List<TrustedKey> keys = List.of(
                new TrustedKey(centreKey.publicPart(), CENTRE, "centre"),
                new TrustedKey(approverKey.publicPart(), CENTRE, "approver"));
        return new SignedReader(ISP, keys, SignedReader.Limits.usual(), memory, clock);
    }

    private Signed<Order> order() {
        return signer.sign(new Order("block", 3), ORDER, ISP, Duration.ofHours(1));
    }

    private Reason reason(String text) {
        return reason(reader.read(text, ORDER, BY_CENTRE));
    }

    private static Reason reason(Verdict<Order> verdict) {
        assertThat(verdict).isInstanceOf(Verdict.Refused.class);
        return ((Verdict.Refused<Order>) verdict).reason();
    }

    @Test
    void acceptsAMessageOnceAndRefusesItsReplay() {
        String text = order().text();
        Verdict<Order> first = reader.read(text, ORDER, BY_CENTRE);
        assertThat(first).isInstanceOf(Verdict.Accepted.class);
        Signed<Order> message = ((Verdict.Accepted<Order>) first).message();
        assertThat(message.body()).isEqualTo(new Order("block", 3));
        assertThat(message.text()).isEqualTo(text);
        assertThat(reason(text)).isEqualTo(Reason.REPLAYED);
    }

    @Test
    void refusesAnAlteredBodyIdExpiryOrRecipient() {
        String text = order().text();
        assertThat(reason(text.replace("\"times\":3", "\"times\":4"))).isEqualTo(Reason.BAD_SIGNATURE);
        assertThat(reason(text.replace("2026-01-01T01:00:00Z", "2026-01-01T02:00:00Z")))
                .isEqualTo(Reason.BAD_SIGNATURE);
        assertThat(reason(text.replace("urn:yochi:member:isp-a", "urn:yochi:member:isp-b")))
                .isEqualTo(Reason.BAD_SIGNATURE);
        assertThat(reader.read(text, ORDER, BY_CENTRE)).isInstanceOf(Verdict.Accepted.class);
    }

    @Test
    void refusesAMessageForSomebodyElse() {
        Signed<Order> other = signer.sign(new Order("x", 1), ORDER, PartyName.member("isp-b"), Duration.ofHours(1));
        assertThat(reason(other.text())).isEqualTo(Reason.WRONG_RECIPIENT);
    }

    @Test
    void refusesAnExpiredAFutureAndAnOverlongMessage() {
        String text = order().text();
        clock.set(Instant.parse("2026-01-01T01:00:00Z"));
        assertThat(reason(text)).isEqualTo(Reason.EXPIRED);
        String later = order().text();
        clock.set(Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(reason(later)).isEqualTo(Reason.NOT_YET_VALID);
        assertThat(reason(signer.sign(new Order("x", 1), ORDER, ISP, Duration.ofDays(8))
                        .text()))
                .isEqualTo(Reason.LIFE_TOO_LONG);
    }

    @Test
    void refusesAnUnknownKeyAndAForeignIssuer() {
        Signer stranger = new Signer(SigningKey.generate(new SecureRandom()), CENTRE, clock, new Random(2));
        assertThat(reason(stranger.sign(new Order("x", 1), ORDER, ISP, Duration.ofHours(1))
                        .text()))
                .isEqualTo(Reason.UNKNOWN_KEY);
        Signer posing = new Signer(centreKey, PartyName.centre("other"), clock, new Random(3));
        assertThat(reason(posing.sign(new Order("x", 1), ORDER, ISP, Duration.ofHours(1))
                        .text()))
                .isEqualTo(Reason.WRONG_ISSUER);
    }

    @Test
    void demandsEveryRole() {
        Set<String> both = Set.of("centre", "approver");
        assertThat(reason(reader.read(order().text(), ORDER, both))).isEqualTo(Reason.MISSING_ROLE);
        assertThat(reader.read(order().countersigned(approverKey).text(), ORDER, both))
                .isInstanceOf(Verdict.Accepted.class);
    }

    @Test
    void refusesAnotherKindOfMessageAndAnotherAlgorithm() {
        JsonForm<Order> other = JsonForm.of("order/2", Order.class);
        assertThat(reason(signer.sign(new Order("x", 1), other, ISP, Duration.ofHours(1))
                        .text()))
                .isEqualTo(Reason.WRONG_TYPE);
        Signed<Order> order = order();
        String none = "eyJhbGciOiJub25lIn0..";
        assertThat(reason(order.text().replace(order.signatures().getFirst(), none)))
                .isEqualTo(Reason.BAD_SIGNATURE);
    }

    @Test
    void refusesMembersItDoesNotKnowAndTextThatIsTooLong() {
        assertThat(reason("{\"x\":1}")).isEqualTo(Reason.MALFORMED);
        assertThat(reason(order().text().replaceFirst("\\{", "{\"z\":1,"))).isEqualTo(Reason.MALFORMED);
        assertThat(reason(" ".repeat((1 << 20) + 1))).isEqualTo(Reason.TOO_LARGE);
    }

    @Test
    void refusesNewMessagesRatherThanForgetOldOnesWhenItsMemoryIsFull() {
        SignedReader small = reader(ReplayMemory.inProcess(2));
        String first = order().text();
        assertThat(small.read(first, ORDER, BY_CENTRE)).isInstanceOf(Verdict.Accepted.class);
        assertThat(small.read(order().text(), ORDER, BY_CENTRE)).isInstanceOf(Verdict.Accepted.class);
        assertThat(reason(small.read(order().text(), ORDER, BY_CENTRE))).isEqualTo(Reason.MEMORY_FULL);
        assertThat(reason(small.read(first, ORDER, BY_CENTRE))).isEqualTo(Reason.REPLAYED);
        clock.advance(Duration.ofHours(2));
        assertThat(small.read(order().text(), ORDER, BY_CENTRE)).isInstanceOf(Verdict.Accepted.class);
    }

    @Test
    void refusesAReplayAfterARestart(@TempDir Path directory) {
        Path file = directory.resolve("seen");
        String text = order().text();
        assertThat(reader(ReplayMemory.at(file, 10)).read(text, ORDER, BY_CENTRE))
                .isInstanceOf(Verdict.Accepted.class);
        assertThat(reason(reader(ReplayMemory.at(file, 10)).read(text, ORDER, BY_CENTRE)))
                .isEqualTo(Reason.REPLAYED);
    }
}
