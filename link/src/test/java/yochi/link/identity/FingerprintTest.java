package yochi.link.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.List;
import org.junit.jupiter.api.Test;

/** what is read over the telephone is the same on both sides, and a misheard digit is found. */
class FingerprintTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final PartyName CENTRE = PartyName.centre("home");
    private static final PartyName MEMBER = PartyName.member("isp-a");
    private static final JsonForm<Said> FORM = JsonForm.of("test/1", Said.class);

    private final SigningKey key = SigningKey.generate(new SecureRandom());
    private final Signer signer = new Signer(key, CENTRE, () -> NOW, new Random(1));

    record Said(String text) {}

    private Signed<Said> message(String text) {
        return signer.sign(new Said(text), FORM, MEMBER, Duration.ofHours(1));
    }

    @Test
    void whoeverReadsTheMessagePrintsWhatItsIssuerPrints() {
        Signed<Said> sent = message("注意: 攻撃");
        SignedReader reader = new SignedReader(
                MEMBER,
                List.of(new TrustedKey(key.publicPart(), CENTRE, "centre")),
                SignedReader.Limits.usual(),
                ReplayMemory.inProcess(10),
                () -> NOW);
        Verdict<Said> read = reader.read(sent.text(), FORM, Set.of("centre"));
        assertThat(read).isInstanceOf(Verdict.Accepted.class);
        Signed<Said> received = ((Verdict.Accepted<Said>) read).message();
        assertThat(Fingerprint.of(received)).isEqualTo(Fingerprint.of(sent));
        assertThat(Fingerprint.ofText(sent.text())).isEqualTo(Fingerprint.of(sent));
        assertThat(Fingerprint.of(sent).toString()).matches("(\\d{5} ){4}\\d{5}");
        assertThat(Fingerprint.of(sent.countersigned(SigningKey.generate(new SecureRandom()))))
                .as("a second signature signs the same bytes")
                .isEqualTo(Fingerprint.of(sent));
    }

    @Test
    void everyMessageHasItsOwn() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 500; i++) {
            seen.add(Fingerprint.of(message("same words")).toString());
        }
        assertThat(seen).as("the id is signed too").hasSize(500);
    }

    @Test
    void anyWrongDigitIsFoundAndItsGroupNamed() {
        String printed = Fingerprint.of(message("x")).toString();
        String digits = printed.replace(" ", "");
        for (int i = 0; i < digits.length(); i++) {
            for (char wrong = '0'; wrong <= '9'; wrong++) {
                if (wrong != digits.charAt(i)) {
                    String heard = digits.substring(0, i) + wrong + digits.substring(i + 1);
                    assertThatThrownBy(() -> Fingerprint.parse(heard)).hasMessageContaining("group " + (heard(i) + 1));
                }
            }
        }
        assertThat(Fingerprint.parse(digits)).hasToString(printed);
        assertThat(Fingerprint.parse(printed.replace(' ', '-'))).hasToString(printed);
    }

    private static int heard(int position) {
        return position / 5;
    }

    @Test
    void digitsOrGroupsInEachOthersPlaceAreFound() {
        for (int n = 0; n < 200; n++) {
            String printed = Fingerprint.of(message("n" + n)).toString();
            String digits = printed.replace(" ", "");
            for (int i = 0; i + 1 < digits.length(); i++) {
                if (i % 5 < 4 && digits.charAt(i) != digits.charAt(i + 1)) {
                    String swapped = digits.substring(0, i) + digits.charAt(i + 1) + digits.charAt(i)
                            + digits.substring(i + 2);
                    assertThat(Fingerprint.heard(swapped)).isEmpty();
                }
            }
            String[] groups = printed.split(" ");
            for (int a = 0; a < 5; a++) {
                for (int b = a + 1; b < 5; b++) {
                    String[] swapped = groups.clone();
                    swapped[a] = groups[b];
                    swapped[b] = groups[a];
                    assertThat(Fingerprint.heard(String.join(" ", swapped))).isEmpty();
                }
            }
        }
    }

    @Test
    void whatIsNoFingerprintIsRefused() {
        assertThat(Fingerprint.heard("")).isEmpty();
        assertThat(Fingerprint.heard("12345 12345")).isEmpty();
        assertThat(Fingerprint.heard("１２３４５ 12345 12345 12345 12345")).isEmpty();
    }
}
