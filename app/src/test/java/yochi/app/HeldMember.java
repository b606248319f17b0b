package yochi.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import yochi.core.model.Ticker;
import yochi.link.config.SettingsFile;
import yochi.member.line.Member;
import yochi.member.line.MemberSettings;

/** The child process of {@link NoticeKillTest}: a real member that stands still for ever at one of its events. */
final class HeldMember {
    private HeldMember() {}

    /** Settings file, file for its events, event to stand still at (or none). */
    public static void main(String[] arguments) throws InterruptedException {
        MemberSettings settings = SettingsFile.read(Path.of(arguments[0]), MemberSettings.class);
        Path events = Path.of(arguments[1]);
        Member member = new Member(
                settings, InstantSource.system(), Ticker.system(), new SecureRandom(), (event, id, details) -> {
                    write(events, event + " " + id + "\n");
                    if (event.equals(arguments[2])) {
                        hold();
                    }
                });
        member.start();
        new CountDownLatch(1).await();
    }

    private static synchronized void write(Path events, String line) {
        try {
            Files.writeString(events, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void hold() {
        try {
            Thread.sleep(Duration.ofHours(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
