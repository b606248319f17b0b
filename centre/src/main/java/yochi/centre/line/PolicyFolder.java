package yochi.centre.line;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import yochi.centre.fleet.PolicyFiles;
import yochi.core.model.ErrorCode;
import yochi.core.model.YochiException;

/** Policy files on disk: a folder whose YAML files travel under their own names, or one file that is the policy. */
public final class PolicyFolder {
    private static final String POLICY = "policy.yaml";
    private static final int MAX_BYTES = 1 << 18;

    private PolicyFolder() {}

    public static PolicyFiles read(Path place) {
        try {
            if (!Files.isDirectory(place)) {
                return new PolicyFiles(name(place), Map.of(POLICY, text(place)));
            }
            Map<String, String> files = new TreeMap<>();
            try (Stream<Path> all = Files.list(place)) {
                for (Path file : all.filter(f -> f.toString().endsWith(".yaml")).toList()) {
                    files.put(file.getFileName().toString(), text(file));
                }
            }
            if (!files.containsKey(POLICY)) {
                throw new YochiException(ErrorCode.SETTINGS, place + " holds no " + POLICY);
            }
            return new PolicyFiles(name(place), files);
        } catch (IOException e) {
            throw new YochiException(ErrorCode.SETTINGS, place + " cannot be read: " + e, e);
        }
    }

    private static String name(Path place) {
        return place.getFileName().toString().replaceFirst("\\.yaml$", "");
    }

    private static String text(Path file) throws IOException {
        if (Files.size(file) > MAX_BYTES) {
            throw new YochiException(ErrorCode.SETTINGS, file + " is larger than " + MAX_BYTES + " bytes");
        }
        return Files.readString(file);
    }
}
