package yochi.link.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPair;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CertificateRequestTest {
    private final KeyPair pair = KeyMaterial.newKeyPair(new SecureRandom());
    private final byte[] good = Base64.getDecoder().decode(CertificateRequest.make(pair, AuthorityFixture.NODE));

    @Test
    void readsWhatItMade() {
        CertificateRequest request = CertificateRequest.parse(good);
        assertThat(request.key()).isEqualTo(pair.getPublic());
        assertThat(request.party()).contains(AuthorityFixture.NODE);
    }

    /** The signature covers key and names, so that no altered request passes as another; and none ends in a crash. */
    @Test
    void refusesItInWordsWhateverBytesAreChanged() {
        Random random = new Random(10);
        int refused = 0;
        for (int round = 0; round < 1000; round++) {
            byte[] altered = Arrays.copyOf(good, random.nextInt(4) == 0 ? random.nextInt(good.length) : good.length);
            int changes = altered.length == 0 ? 0 : 1 + random.nextInt(3);
            for (int i = 0; i < changes; i++) {
                altered[random.nextInt(altered.length)] = (byte) random.nextInt();
            }
            try {
                CertificateRequest read = CertificateRequest.parse(altered);
                assertThat(read.key()).isEqualTo(pair.getPublic());
                assertThat(read.party()).contains(AuthorityFixture.NODE);
            } catch (IllegalArgumentException e) {
                assertThat(e.getMessage()).isNotEmpty();
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(950);
    }
}
