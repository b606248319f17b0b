package yochi.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Live runs end with the whole result, by themselves or by a signal (A-7, K-7). */
class LiveObserveTest {
    /** A SYN from 6.0.2.10 to 198.51.100.7 port 23 over raw IP; made up. */
    private static final byte[] SYN = HexFormat.of()
            .parseHex("450000280001000040060000" + "0600020a" + "c6336407"
                    + "9c400017" + "0000000700000000" + "5002040000000000");

    @TempDir
    private Path folder;

    private Process observe(String... arguments) throws IOException {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dyochi.terminal=true",
                Yochi.class.getName(),
                "observe",
                "--sensor",
                "s1",
                "--json",
                folder.resolve("r.json").toString()));
        line.addAll(List.of(arguments));
        return new ProcessBuilder(line)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(folder.resolve("err").toFile())
                .start();
    }

    private static byte[] capture(int from, int to) {
        ByteBuffer b = ByteBuffer.allocate(24 + (to - from) * (16 + SYN.length)).order(ByteOrder.LITTLE_ENDIAN);
        b.putInt(0xA1B2C3D4).putInt(0x00040002).putLong(0).putInt(65_535).putInt(101);
        for (int i = from; i < to; i++) {
            b.putInt(1_700_000_000 + i).putInt(0).putInt(SYN.length).putInt(SYN.length).put(SYN);
        }
        return b.array();
    }

    private void await(Process process, String text) throws Exception {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (!Files.readString(folder.resolve("err")).contains(text)) {
            assertThat(process.isAlive()).as(Files.readString(folder.resolve("err"))).isTrue();
            assertThat(System.nanoTime()).as(Files.readString(folder.resolve("err"))).isLessThan(end);
            Thread.sleep(20);
        }
    }

    private JsonNode ended(Process process) throws Exception {
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(folder.resolve("err"))).isZero();
        return JsonMapper.shared().readTree(Files.readAllBytes(folder.resolve("r.json")));
    }

    /** Ctrl-C; a shell that runs the tests in the background has its children ignore that, but never an end. */
    private static void interrupt(Process process) throws Exception {
        String signal = ignoresInterrupts(process.pid()) ? "-TERM" : "-INT";
        assertThat(new ProcessBuilder("kill", signal, Long.toString(process.pid())).start().waitFor())
                .isZero();
    }

    static boolean ignoresInterrupts(long process) throws IOException {
        Path status = Path.of("/proc", Long.toString(process), "status");
        return Files.exists(status)
                && Files.readAllLines(status).stream()
                        .filter(l -> l.startsWith("SigIgn:"))
                        .anyMatch(l -> (Long.parseUnsignedLong(l.substring(7).strip(), 16) & 2) != 0);
    }

    @Test
    void standardInputIsCountedAsItComesAndAnInterruptGivesTheWholeResult() throws Exception {
        Process process = observe("-");
        try (OutputStream in = process.getOutputStream()) {
            in.write(capture(0, 40));
            in.flush();
            await(process, "40 taken");
            interrupt(process);
            JsonNode result = ended(process);
            assertThat(result.path("packets").asLong()).isEqualTo(40);
            assertThat(result.path("inputs").path(0).path("rejected")).isEmpty();
        }
    }

    @Test
    void standardInputThatEndsGivesTheSameResult() throws Exception {
        Process process = observe("-");
        try (OutputStream in = process.getOutputStream()) {
            in.write(capture(0, 40));
        }
        assertThat(ended(process).path("packets").asLong()).isEqualTo(40);
    }

    @Test
    void aWatchedFolderIsTakenUpAsFilesAreFinishedAndARestartDoublesNothing() throws Exception {
        Path spool = Files.createDirectory(folder.resolve("spool"));
        Files.writeString(spool.resolve("README"), "no trace");
        Files.write(spool.resolve("b.pcap"), capture(10, 20));
        Files.write(spool.resolve("a.pcap.part"), capture(0, 10));
        Process first = observe("--watch", spool.toString(), "--settled", "1");
        await(first, "10 taken");
        Files.move(spool.resolve("a.pcap.part"), spool.resolve("a.pcap"));
        await(first, "20 taken");
        first.destroy();
        JsonNode both = ended(first);
        assertThat(both.path("packets").asLong()).isEqualTo(20);
        assertThat(both.path("inputs")).hasSize(2);
        Files.write(spool.resolve("c.pcap"), capture(20, 25));
        Process second = observe("--watch", spool.toString(), "--settled", "1");
        await(second, "5 taken");
        interrupt(second);
        assertThat(ended(second).path("packets").asLong()).isEqualTo(5);
    }
}
