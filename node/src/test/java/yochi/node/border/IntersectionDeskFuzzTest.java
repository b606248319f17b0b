package yochi.node.border;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import yochi.core.model.Country;
import yochi.core.model.YochiException;
import yochi.node.intersection.IntersectionSize;
import yochi.node.intersection.SealedStream;

/** Whatever the other side of a comparison, or who carries its bytes, sends: it ends in a refusal, and in time. */
class IntersectionDeskFuzzTest {
    private static final LocalDate DAY = LocalDate.parse("2026-02-01");
    private static final PrivacyPolicy POLICY =
            PrivacyPolicy.ofYaml("{name: p, intersections: {with: [SG], atLeast: 1, aDay: 1000000}}");
    private static final String KEY = HexFormat.of()
            .formatHex(WrappedSecret.bytes(WrappedSecret.newPair(new SecureRandom()).getPublic()));

    private static List<byte[]> items() {
        List<byte[]> out = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            out.add(ByteBuffer.allocate(4).putInt(0xC633_6400 + i).array());
        }
        return out;
    }

    @FuzzTest
    void aStrangersBytesAreRefused(byte[] bytes) {
        IntersectionDesk desk = new IntersectionDesk(
                "n1",
                NodePair.of("01".repeat(32), KEY),
                POLICY,
                ReaderBudget.inMemory(InstantSource.system()),
                MeetingBook.inMemory(InstantSource.system()),
                new SecureRandom());
        KeyRoster.Entry peer = new KeyRoster.Entry("n2", new Country("SG"), KEY, DAY);
        try {
            desk.meet(peer, DAY, items(), true, new ByteArrayInputStream(bytes), new ByteArrayOutputStream());
            throw new AssertionError("met a stranger");
        } catch (IOException | YochiException refused) {
            assertThat(refused).isNotNull();
        }
    }

    @FuzzTest
    void piecesThatNobodyClosedAreRefused(byte[] bytes) {
        try {
            byte[] read = SealedStream.over(new ByteArrayInputStream(bytes), new byte[32]).readAllBytes();
            assertThat(read).isEmpty();
        } catch (IOException refused) {
            assertThat(refused.getMessage()).isNotEqualTo("");
        }
    }

    @FuzzTest
    void aPeersPointsAreCountedOrRefused(byte[] bytes) {
        try {
            IntersectionSize.Result result = new IntersectionSize(new byte[1], 1, new Random(1))
                    .run(
                            items(),
                            new DataInputStream(new ByteArrayInputStream(bytes)),
                            new DataOutputStream(new ByteArrayOutputStream()));
            assertThat(result.common()).isBetween(0, 3);
        } catch (IOException | YochiException refused) {
            assertThat(refused).isNotNull();
        }
    }
}
