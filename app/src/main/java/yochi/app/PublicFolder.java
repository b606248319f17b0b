package yochi.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import yochi.core.model.Country;
import yochi.core.model.ErrorCode;
import yochi.core.model.YochiException;
import yochi.node.border.PrivacyPolicy;
import yochi.node.border.PublicDays;
import yochi.node.border.SensorDraw;
import yochi.node.summary.ClosedWindow;

/** The folder of public days, one file a country and day: what lies there was told, and is never computed again. */
final class PublicFolder {
    private final Path folder;
    private final Instant now;

    PublicFolder(Path folder, Instant now) {
        this.folder = folder;
        this.now = now;
    }

    /** The document {@code yochi.public/1}. */
    record Document(
            String version,
            String day,
            String country,
            double epsilon,
            int cellsPerSource,
            double scale,
            Map<?, Long> addresses) {}

    void write(Map<Country, List<ClosedWindow>> windows, PrivacyPolicy policy) {
        SecureRandom random = new SecureRandom();
        byte[] secret = new byte[32];
        random.nextBytes(secret);
        PublicDays days = new PublicDays(policy, SensorDraw.of(secret), random);
        try {
            Files.createDirectories(folder);
            for (Map.Entry<Country, List<ClosedWindow>> e : windows.entrySet()) {
                for (PublicDays.PublicDay d :
                        days.of(e.getKey(), e.getValue(), now, day -> Files.exists(file(e.getKey(), day)))) {
                    Document document = new Document(
                            "yochi.public/1", d.day().toString(), d.country().code(), d.epsilon(), d.cellsPerSource(),
                            d.scale(), d.addresses());
                    Path part = folder.resolve("day.part");
                    Files.writeString(part, JsonMapper.shared().writeValueAsString(document) + "\n");
                    Files.move(part, file(d.country(), d.day()), StandardCopyOption.ATOMIC_MOVE);
                }
            }
        } catch (IOException e) {
            throw new YochiException(ErrorCode.RESOURCE_EXHAUSTED, folder + ": " + e.getMessage(), e);
        }
    }

    private Path file(Country country, LocalDate day) {
        return folder.resolve("public-" + country.code() + "-" + day + ".json");
    }
}
