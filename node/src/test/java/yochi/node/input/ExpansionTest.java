package yochi.node.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static yochi.node.Frames.DARK;
import static yochi.node.Frames.SOURCE;
import static yochi.node.Frames.syn;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import yochi.core.model.Country;
import yochi.node.Capture;
import yochi.node.NoObservations;
import yochi.node.observation.Packet;
import yochi.node.observation.Sensor;
import yochi.node.observation.SensorTable;
import yochi.node.trace.InputAccount;
import yochi.node.trace.TraceReader;
import yochi.node.trace.TraceSettings;

/** Compression bombs are bounded, loudly (K-7). */
class ExpansionTest {
    private static final long T0 = 1_700_000_000_000_000_000L;
    private static final int FRAME = 200_000;
    private static final TraceSettings SETTINGS =
            TraceSettings.of(SensorTable.single(Sensor.of("s1", new Country("SG"))));

    private static final class Anything extends NoObservations {
        @Override
        public void packet(Packet packet) {}
    }

    private static InputAccount read(byte[] stored, TraceSettings settings) {
        return new TraceReader(settings).read("bomb", new ByteArrayInputStream(stored), new Anything());
    }

    private static void write(OutputStream out, int frames) throws IOException {
        try (out) {
            out.write(Capture.plain().add(T0, syn(SOURCE, DARK, 1)).bytes());
            byte[] record = Capture.plain().add(T0, new byte[FRAME]).bytes();
            for (int i = 0; i < frames; i++) {
                out.write(record, 24, record.length - 24);
            }
        }
    }

    @Test
    void aBombStopsShortlyBehindTheFreeBytes() throws IOException {
        ByteArrayOutputStream gzip = new ByteArrayOutputStream();
        write(new GZIPOutputStream(gzip), 500);
        ByteArrayOutputStream zstd = new ByteArrayOutputStream();
        write(new ZstdOutputStream(zstd, 1), 500);
        for (byte[] bomb : new byte[][] {gzip.toByteArray(), zstd.toByteArray()}) {
            InputAccount account = read(bomb, SETTINGS);
            assertThat(account.rejected(RejectReason.EXPANDS_TOO_MUCH)).isEqualTo(1);
            assertThat(account.packets()).isBetween(Expansion.FREE_BYTES / FRAME, Expansion.FREE_BYTES / FRAME + 10);
            assertThat(account.rejected().getFirst().message("bomb")).contains("500 times", "--most-expansion");
            InputAccount allowed = read(bomb, SETTINGS.expanding(new Expansion(1L << 40, 1_000_000)));
            assertThat(allowed.packets()).isEqualTo(501);
            assertThat(allowed.clean()).isTrue();
        }
    }

    @Test
    void theBytesOfOneInputAreBoundedToTheLast() throws IOException {
        ByteArrayOutputStream gzip = new ByteArrayOutputStream();
        write(new GZIPOutputStream(gzip), 5);
        long whole = 24 + 16 + 54 + 5 * (16 + FRAME);
        InputAccount account = read(gzip.toByteArray(), SETTINGS.expanding(new Expansion(whole - 1, 500)));
        assertThat(account.packets()).isEqualTo(5);
        assertThat(account.rejected(RejectReason.EXPANDS_TOO_MUCH)).isEqualTo(1);
        assertThat(read(gzip.toByteArray(), SETTINGS.expanding(new Expansion(whole + 1, 500))).clean()).isTrue();
    }

    @Test
    void aBoundBelowOneIsRefused() {
        assertThatThrownBy(() -> new Expansion(0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Expansion(1, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
