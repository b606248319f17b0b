package yochi.link.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Base64UrlTest {
    @Test
    void whatIsWrittenIsRead() {
        for (int length = 0; length < 70; length++) {
            byte[] bytes = new byte[length];
            java.util.Arrays.fill(bytes, (byte) (0xE7 - length));
            assertThat(Base64Url.decode(Base64Url.encode(bytes))).isEqualTo(bytes);
        }
    }

    /** All of these are the byte 0 to the JDK's decoder. */
    @ParameterizedTest
    @ValueSource(strings = {"AB", "AP", "AA==", "AB=="})
    void ofTheSameBytesNoOtherTextIsRead(String text) {
        assertThat(Base64Url.encode(new byte[1])).isEqualTo("AA");
        assertThatIllegalArgumentException().isThrownBy(() -> Base64Url.decode(text));
    }

    /** An alias of a key would have another identifier than the key. */
    @Test
    void aKeyHasOneTextAndOneIdentifier() {
        String point = Base64Url.encode(new byte[32]);
        assertThat(new VerifyingKey(point).keyId()).isNotEmpty();
        String alias = point.substring(0, point.length() - 1) + "B";
        assertThatIllegalArgumentException().isThrownBy(() -> new VerifyingKey(alias));
    }
}
