package yochi.node.intersection;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPrivateKeySpec;
import java.security.spec.XECPublicKeySpec;
import java.util.HexFormat;
import java.util.Random;
import javax.crypto.KeyAgreement;
import org.junit.jupiter.api.Test;

/** Curve25519 against RFC 7748 and the JDK's own X25519. */
class CurveTest {
    private static final BigInteger P = BigInteger.ONE.shiftLeft(255).subtract(BigInteger.valueOf(19));

    private static BigInteger number(byte[] littleEndian) {
        byte[] big = new byte[32];
        for (int i = 0; i < 32; i++) {
            big[i] = littleEndian[31 - i];
        }
        return new BigInteger(1, big);
    }

    @Test
    void theVectorsOfTheStandardComeOut() {
        HexFormat hex = HexFormat.of();
        byte[] scalar = hex.parseHex("a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4");
        byte[] x = hex.parseHex("e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c");
        assertThat(hex.formatHex(Curve.multiple(scalar, x)))
                .isEqualTo("c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552");
        byte[] k = new byte[32];
        k[0] = 9;
        byte[] u = k.clone();
        for (int i = 0; i < 1000; i++) {
            byte[] next = Curve.multiple(k, u);
            u = k;
            k = next;
        }
        assertThat(hex.formatHex(k)).isEqualTo("684cf59ba83309552800ef566f2f4d3c1c3887c49360e3875f2eb94d99532c51");
    }

    @Test
    void multiplesAreThoseOfTheJdk() throws GeneralSecurityException {
        Random random = new Random(1);
        KeyFactory keys = KeyFactory.getInstance("X25519");
        for (int i = 0; i < 100; i++) {
            byte[] scalar = new byte[32];
            random.nextBytes(scalar);
            byte[] x = Curve.point(new byte[] {1}, ByteBuffer.allocate(4).putInt(i).array());
            KeyAgreement agreement = KeyAgreement.getInstance("X25519");
            agreement.init(keys.generatePrivate(new XECPrivateKeySpec(NamedParameterSpec.X25519, scalar)));
            agreement.doPhase(keys.generatePublic(new XECPublicKeySpec(NamedParameterSpec.X25519, number(x))), true);
            assertThat(Curve.multiple(scalar, x)).isEqualTo(agreement.generateSecret());
        }
    }

    /** Points of small order, numbers of p and more, and limbs that are full among the others. */
    @Test
    void manyPointsAtOnceAreTheSamePointsOneByOne() {
        Random random = new Random(4);
        byte[] scalar = new byte[32];
        random.nextBytes(scalar);
        java.util.List<byte[]> points = new java.util.ArrayList<>();
        for (int i = 0; i < 40; i++) {
            byte[] x = new byte[32];
            if (i % 5 == 1) {
                x[0] = (byte) (i % 2);
            } else if (i % 5 == 2) {
                java.util.Arrays.fill(x, (byte) 255);
                x[0] = (byte) (230 + i % 20);
            } else {
                random.nextBytes(x);
            }
            points.add(x);
        }
        java.util.List<byte[]> together = Curve.multiples(scalar, points);
        for (int i = 0; i < points.size(); i++) {
            assertThat(together.get(i)).isEqualTo(Curve.multiple(scalar, points.get(i)));
            assertThat(Curve.isZero(together.get(i))).isEqualTo(i % 5 == 1 || i % 20 == 7); // 0, 1, p
        }
    }

    @Test
    void everyItemStandsForAPointOfTheCurveAndNoTwoForTheSame() {
        BigInteger a = BigInteger.valueOf(486_662);
        for (int i = 0; i < 500; i++) {
            BigInteger x = number(Curve.point(new byte[] {2}, ByteBuffer.allocate(4).putInt(i).array()));
            BigInteger y2 = x.multiply(x.multiply(x.add(a)).add(BigInteger.ONE)).mod(P);
            assertThat(y2.modPow(P.subtract(BigInteger.ONE).shiftRight(1), P)).isEqualTo(BigInteger.ONE);
        }
    }

    /** Elligator 2 as its authors define it, with whole numbers. */
    @Test
    void theHashToTheCurveIsTheDefinitions() throws GeneralSecurityException {
        BigInteger a = BigInteger.valueOf(486_662);
        BigInteger one = BigInteger.ONE;
        for (int i = 0; i < 200; i++) {
            byte[] item = ByteBuffer.allocate(4).putInt(i).array();
            java.security.MessageDigest hash = java.security.MessageDigest.getInstance("SHA-512");
            hash.update(new byte[] {3});
            BigInteger r = new BigInteger(1, hash.digest(item)).mod(P);
            BigInteger v = a.negate().multiply(r.multiply(r).shiftLeft(1).add(one).modInverse(P)).mod(P);
            BigInteger right = v.multiply(v.multiply(v.add(a)).add(one)).mod(P);
            boolean square = right.modPow(P.subtract(one).shiftRight(1), P).compareTo(one) <= 0;
            assertThat(number(Curve.point(new byte[] {3}, item))).isEqualTo(square ? v : v.add(a).negate().mod(P));
        }
    }
}
