package yochi.link.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("S-6 digests are those of FIPS 180-4, of text in UTF-8")
class Sha256Test {
    @Test
    void textAndBytesGiveThePublishedDigest() {
        String abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assertThat(Sha256.hex("abc")).isEqualTo(abc);
        assertThat(Sha256.hex("abc".getBytes(StandardCharsets.US_ASCII))).isEqualTo(abc);
        assertThat(HexFormat.of().formatHex(Sha256.fresh().digest()))
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assertThat(Sha256.of("受領")).isEqualTo(Sha256.of("受領".getBytes(StandardCharsets.UTF_8)));
    }
}
