package yochi.member.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import yochi.core.model.Alert;
import yochi.core.model.Asn;
import yochi.core.model.Notice;
import yochi.core.model.Tlp;
import yochi.link.config.SettingsFile;
import yochi.link.exchange.NoticeJson;
import yochi.link.identity.Fingerprint;
import yochi.link.identity.PartyName;
import yochi.link.identity.Signed;
import yochi.link.identity.Signer;
import yochi.link.identity.SigningKey;

/** whoever gets a notice by mail can tell whether it is the centre's, for him, unaltered and still good. */
class ReadNoticeTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private final SigningKey key = SigningKey.generate(new SecureRandom());

    private Signed<Notice> notice(SigningKey signing, String member) {
        Alert alert = new Alert(
                "a1", Alert.Basis.NOWCAST, NOW, NOW, "Attack ordered", new Asn(64_496), List.of(), 1, 0, List.of(),
                List.of(), Tlp.AMBER);
        Notice body = new Notice(
                "n1", alert, member, List.of(), List.of(), List.of(new Notice.Text("ja", "攻撃命令", "宛先\n対応")));
        return new Signer(signing, PartyName.centre("home"), () -> NOW, new Random(1))
                .sign(body, NoticeJson.FORM, PartyName.member(member), Duration.ofDays(1));
    }

    private List<String> read(String text, Instant now) {
        MemberSettings settings = SettingsFile.parse(
                "name: isp-a\ndirectory: x\nnetworks: [192.0.2.0/24]\nflows: {port: 0}\ncentre: {name: home,"
                        + " party: 'https://127.0.0.1:1', open: 'https://127.0.0.1:2', root: '00',"
                        + " keys: [{role: centre, key: '" + key.publicPart() + "'}]}\n",
                "test",
                Path.of("."),
                MemberSettings.class);
        return ReadNotice.lines(settings, text, () -> now);
    }

    @Test
    void itPrintsTheFingerprintThatTheCentrePrintsAndWhatIsSaid() {
        Signed<Notice> sent = notice(key, "isp-a");
        assertThat(read(sent.text(), NOW))
                .contains("fingerprint " + Fingerprint.of(sent), "攻撃命令", "宛先", "対応")
                .anyMatch(line -> line.startsWith("signed by urn:yochi:centre:home"));
    }

    @Test
    void itRefusesWhatIsAlteredForOthersOfAStrangerTooOldOrFromTheFuture() {
        String text = notice(key, "isp-a").text();
        assertThat(read(text.replace("Attack ordered", "All is well"), NOW).getFirst()).startsWith("REFUSED: BAD_SIG");
        assertThat(read(notice(key, "isp-b").text(), NOW).getFirst()).startsWith("REFUSED: WRONG_RECIPIENT");
        SigningKey stranger = SigningKey.generate(new SecureRandom());
        assertThat(read(notice(stranger, "isp-a").text(), NOW).getFirst()).startsWith("REFUSED: UNKNOWN_KEY");
        assertThat(read(text, NOW.plus(Duration.ofDays(2))).getFirst()).startsWith("REFUSED: EXPIRED");
        assertThat(read(text, NOW.minus(Duration.ofHours(1))).getFirst()).startsWith("REFUSED: NOT_YET_VALID");
        assertThat(read("{}", NOW).getFirst()).startsWith("REFUSED: MALFORMED");
    }
}
