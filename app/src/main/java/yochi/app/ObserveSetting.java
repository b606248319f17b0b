package yochi.app;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import yochi.core.model.ErrorCode;
import yochi.core.model.YochiException;
import yochi.node.border.PolicyLayers;
import yochi.node.border.PrivacyPolicy;
import yochi.node.observation.Sensor;
import yochi.node.observation.SensorTable;
import yochi.node.trace.Mapping;
import yochi.node.trace.SensorFile;
import yochi.node.summary.SummarySettings;
import yochi.node.trace.TraceFormat;
import yochi.node.trace.TraceSettings;

/**
 * What one run of {@code yochi observe} goes by.
 *
 * @param policy what may leave
 * @param sensors whose observations may come in
 * @param listed the sensors of the sensors files, empty without one
 * @param longestSilence after which a sensor may be down
 */
record ObserveSetting(PrivacyPolicy policy, SensorTable sensors, List<Sensor> listed, Duration longestSilence) {
    private static final String BESIDE = "sensors.yaml";

    /** Sensors and policy as named, else those beside the data, else any sensor and the strict policy. */
    static ObserveSetting of(
            List<String> paths, Optional<Path> sensorsFile, List<Path> layers, Optional<Sensor> one) {
        List<SensorFile> files = new ArrayList<>();
        if (one.isEmpty()) {
            sensorsFile.map(List::of).orElseGet(() -> beside(paths)).forEach(f -> files.add(SensorFile.read(f)));
        } else if (sensorsFile.isPresent()) {
            throw new YochiException(ErrorCode.USAGE, "--sensors and --sensor exclude each other");
        }
        List<Sensor> listed = files.stream().flatMap(f -> f.table().sensors().stream()).toList();
        Set<Path> policies = new LinkedHashSet<>();
        files.forEach(f -> f.policy().ifPresent(policies::add));
        if (layers.isEmpty() && policies.size() > 1) {
            throw new YochiException(
                    ErrorCode.USAGE, "these data name different policies, " + policies + ": choose one with --policy");
        }
        List<PrivacyPolicy> read = (layers.isEmpty() ? policies : layers)
                .stream().map(PrivacyPolicy::read).toList();
        PrivacyPolicy policy =
                read.isEmpty() ? PrivacyPolicy.strict() : PolicyLayers.of(read).policy();
        return new ObserveSetting(policy, table(listed, one), one.map(List::of).orElse(listed), silence(files));
    }

    private static Duration silence(List<SensorFile> files) {
        return files.stream()
                .map(SensorFile::longestSilence)
                .max(Duration::compareTo)
                .orElse(SummarySettings.DEFAULT_LONGEST_SILENCE);
    }

    private static SensorTable table(List<Sensor> listed, Optional<Sensor> one) {
        if (one.isPresent()) {
            return SensorTable.single(one.get());
        }
        return listed.isEmpty() ? SensorTable.open() : SensorTable.of(listed);
    }

    private static List<Path> beside(List<String> paths) {
        Set<Path> found = new LinkedHashSet<>();
        for (String text : paths) {
            Optional<Path> path = path(text);
            Optional<Path> folder = path.filter(Files::isDirectory).or(() -> path.map(Path::getParent));
            folder.map(f -> f.resolve(BESIDE).normalize())
                    .filter(Files::isRegularFile)
                    .ifPresent(found::add);
        }
        return List.copyOf(found);
    }

    private static Optional<Path> path(String text) {
        try {
            return text.equals("-") ? Optional.empty() : Optional.of(Path.of(text).toAbsolutePath());
        } catch (InvalidPathException e) {
            return Optional.empty(); // the reader will call it unreadable
        }
    }

    /** A log record of a later time than {@code latest} cannot be. */
    TraceSettings traces(Optional<TraceFormat> forced, Optional<Mapping> mapping, Instant latest) {
        TraceSettings plain = TraceSettings.of(sensors).until(() -> latest);
        return mapping.map(plain::mapped)
                .or(() -> forced.map(plain::reading))
                .orElse(plain);
    }

    SummarySettings summary() {
        boolean byPlace = policy.dimensions().contains(PrivacyPolicy.Dimension.PLACE)
                || policy.dimensions().contains(PrivacyPolicy.Dimension.ASN);
        return new SummarySettings(
                policy.epoch(),
                policy.release(),
                policy.lateness(),
                longestSilence,
                byPlace,
                SummarySettings.DEFAULT_MOST_PAIRS,
                policy.details());
    }
}
