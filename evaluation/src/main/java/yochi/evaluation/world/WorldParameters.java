package yochi.evaluation.world;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import yochi.link.config.SettingsFile;

/**
 * The parameters of all worlds, as {@code worlds.yaml} beside this class holds them with their sources.
 *
 * @param version {@value #VERSION}
 */
public record WorldParameters(
        String version,
        RegionParameters regions,
        AttackParameters attacks,
        TelescopeParameters telescope,
        CascadeParameters cascades,
        SeriesParameters series,
        InjectionParameters injection) {
    public static final String VERSION = "yochi.worlds/1";

    private static final String FILE = "worlds.yaml";

    public WorldParameters {
        if (!version.equals(VERSION)) {
            throw new IllegalArgumentException("version must be " + VERSION + ", not " + version);
        }
    }

    /** Those that were fixed before any analysis was tuned. */
    public static WorldParameters committed() {
        try (InputStream in = WorldParameters.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("the programme lacks " + FILE);
            }
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), FILE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads them strictly: every unknown, missing or impossible value is told with its line. */
    public static WorldParameters parse(String yaml, String source) {
        return SettingsFile.parse(yaml, source, Path.of(""), WorldParameters.class);
    }
}
