package yochi.node.anonymise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Random;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** P4, K-10: Crypto-PAn as published, for both address families. */
class CryptoPanTest {
    /** The key of the authors' sample trace. */
    private static final byte[] KEY = {
        21, 34, 23, (byte) 141, 51, (byte) 164, (byte) 207, (byte) 128, 19, 10, 91, 22, 73, (byte) 144, 125, 16,
        (byte) 216, (byte) 152, (byte) 143, (byte) 131, 121, 121, 101, 39, 98, 87, 76, 45, 42, (byte) 132, 34, 2
    };

    private final CryptoPan pan = CryptoPan.of(KEY);

    private static byte[] bytes(String address) {
        try {
            return InetAddress.getByName(address).getAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(address, e);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "128.11.68.132,135.242.180.132",
        "129.118.74.4,134.136.186.123",
        "130.132.252.244,133.68.164.234",
        "141.223.7.43,141.167.8.160",
        "152.163.225.39,151.140.114.167",
        "192.102.249.13,252.138.62.131",
        "0.0.0.0,120.255.240.1",
        "255.255.255.255,206.120.97.255"
    })
    void thePublishedPairsOfIpv4ComeOut(String before, String after) {
        int address = ByteBuffer.wrap(bytes(before)).getInt();
        for (int i = 0; i < 2; i++) {
            assertThat(ByteBuffer.allocate(4).putInt(pan.ipv4(address)).array()).isEqualTo(bytes(after));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "::1,78ff:f001:9fc0:20df:8380:b1f1:704:ed",
        "::2,78ff:f001:9fc0:20df:8380:b1f1:704:ef",
        "::ffff,78ff:f001:9fc0:20df:8380:b1f1:704:f838",
        "2001:db8::1,4401:2bc:603f:d91d:27f:ff8e:e6f1:dc1e",
        "2001:db8::2,4401:2bc:603f:d91d:27f:ff8e:e6f1:dc1c"
    })
    void thePublishedPairsOfIpv6ComeOut(String before, String after) {
        ByteBuffer address = ByteBuffer.wrap(bytes(before));
        pan.ipv6(address.getLong(0), address.getLong(8));
        assertThat(ByteBuffer.allocate(16).putLong(pan.high()).putLong(pan.low()).array())
                .isEqualTo(bytes(after));
    }

    /** The definition, bit by bit and without any table. */
    private static byte[] slowly(byte[] address) {
        try {
            Cipher aes = Cipher.getInstance("AES/ECB/NoPadding");
            aes.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(KEY, 0, 16, "AES"));
            byte[] pad = aes.doFinal(KEY, 16, 16);
            byte[] out = address.clone();
            for (int bit = 0; bit < 8 * address.length; bit++) {
                byte[] block = pad.clone();
                for (int i = 0; i < bit; i++) {
                    int mask = 0x80 >>> (i % 8);
                    block[i / 8] = (byte) ((block[i / 8] & ~mask) | (address[i / 8] & mask));
                }
                out[bit / 8] ^= (byte) ((aes.doFinal(block)[0] & 0x80) >>> (bit % 8));
            }
            return out;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void tablesAndCachesGiveWhatTheDefinitionGives() {
        Random random = new Random(1);
        for (int i = 0; i < 3000; i++) {
            int address = i % 3 == 0 ? 0xC6120000 | random.nextInt(1 << 16) : random.nextInt();
            byte[] four = ByteBuffer.allocate(4).putInt(address).array();
            assertThat(ByteBuffer.wrap(slowly(four)).getInt()).isEqualTo(pan.ipv4(address));
        }
        for (int i = 0; i < 300; i++) {
            long high = 0x2001_0DB8_0000_0000L | random.nextInt(4);
            long low = i < 20 ? i : random.nextLong();
            byte[] sixteen = ByteBuffer.allocate(16).putLong(high).putLong(low).array();
            pan.ipv6(high, low);
            ByteBuffer slow = ByteBuffer.wrap(slowly(sixteen));
            assertThat(pan.high()).isEqualTo(slow.getLong(0));
            assertThat(pan.low()).isEqualTo(slow.getLong(8));
        }
    }

    @Test
    void sharedPrefixesStaySharedAndNoTwoAddressesMeet() {
        Random random = new Random(2);
        for (int i = 0; i < 20_000; i++) {
            int a = random.nextInt();
            int b = a ^ random.nextInt() >>> random.nextInt(32);
            assertThat(Integer.numberOfLeadingZeros(pan.ipv4(a) ^ pan.ipv4(b)))
                    .isEqualTo(Integer.numberOfLeadingZeros(a ^ b));
        }
    }

    @Test
    void keysAreReadRawOrInHexadecimalAndOtherwiseRefused() {
        byte[] text = (HexFormat.of().formatHex(KEY) + "\n").getBytes(StandardCharsets.US_ASCII);
        assertThat(CryptoPan.parse(text).ipv4(7)).isEqualTo(CryptoPan.parse(KEY).ipv4(7));
        assertThatThrownBy(() -> CryptoPan.parse(new byte[31])).hasMessageContaining("64 hexadecimal digits");
    }
}
