package yochi.node.archive;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.TreeMap;
import yochi.core.model.Epoch;
import yochi.node.summary.Recollection;

/** Whatever lies in a block of the archive, reading it ends with epochs or with an error that says what is wrong. */
class BlockFuzzTest {
    @FuzzTest
    void reads(byte[] bytes) {
        int cut = bytes.length == 0 ? 0 : (bytes[0] & 0xFF) * (bytes.length - 1) / 255;
        Head head = new Head(1, new Epoch(1_700_006_400L, 3600), 60, false, 1);
        try {
            BlockReader reader = new BlockReader(head, new Recollection(), new TreeMap<>());
            reader.counts(0, BlockWriter.packed(Arrays.copyOfRange(bytes, Math.min(1, cut), cut)));
            reader.tuples(0, BlockWriter.packed(Arrays.copyOfRange(bytes, cut, bytes.length)));
        } catch (IllegalArgumentException | ArithmeticException e) {
            if (e.getMessage() == null) {
                throw e;
            }
        }
    }
}
