package yochi.link.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class SigningKeyTest {
    /** RFC 8037 appendix A.1 to A.4. */
    @Test
    void signsTheExampleOfTheStandard() {
        SigningKey key =
                SigningKey.ofSeed(Base64.getUrlDecoder().decode("nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A"));
        assertThat(key.publicPart()).hasToString("11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo");
        assertThat(key.keyId()).isEqualTo("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
        byte[] input = DetachedSignature.input(
                "eyJhbGciOiJFZERTQSJ9", "Example of Ed25519 signing".getBytes(StandardCharsets.UTF_8));
        assertThat(new String(input, StandardCharsets.US_ASCII))
                .isEqualTo("eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc");
        assertThat(Base64.getUrlEncoder().withoutPadding().encodeToString(key.sign(input)))
                .isEqualTo("hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg");
        assertThat(key.publicPart().verify(input, key.sign(input))).isTrue();
    }

    @Test
    void refusesASignatureOfAnotherKeyOrMessage() {
        SigningKey mine = SigningKey.generate(new SecureRandom());
        SigningKey other = SigningKey.generate(new SecureRandom());
        byte[] message = {1, 2, 3};
        assertThat(mine.publicPart().verify(message, other.sign(message))).isFalse();
        assertThat(mine.publicPart().verify(new byte[] {1, 2, 4}, mine.sign(message)))
                .isFalse();
        assertThat(mine.publicPart().verify(message, new byte[] {7})).isFalse();
        assertThat(VerifyingKey.parse(mine.publicPart().toString())).isEqualTo(mine.publicPart());
    }

    @Test
    void neverShowsThePrivateHalf() {
        SigningKey key = SigningKey.generate(new SecureRandom());
        assertThat(key.toString()).isEqualTo("SigningKey[" + key.keyId() + "]");
    }
}
