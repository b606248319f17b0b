package yochi.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import yochi.centre.line.CentreSettings;
import yochi.core.model.ErrorCode;
import yochi.core.model.YochiException;
import yochi.link.config.SettingsFile;

/** {@code yochi enrol}: makes the invitation with which a new node or member enrols once. */
@Command(
        name = "enrol",
        description = "Makes an invitation (with its one-time token) for a new node or member of a running centre.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./yochi enrol --config config/centre.yaml --name sg-1 --country SG --operator lab --out sg-1.yaml",
            "  ./yochi enrol --config config/centre.yaml --member isp-example --out isp.yaml"
        })
final class EnrolCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Option(names = "--config", required = true, paramLabel = "FILE", description = "The centre's settings (YAML).")
    private Path config = Path.of("config/centre.yaml");

    @Option(names = "--name", paramLabel = "NAME", description = "Name of the new node.")
    private Optional<String> name = Optional.empty();

    @Option(names = "--country", paramLabel = "CC", description = "Country where the node stands.")
    private String country = "unknown";

    @Option(names = "--operator", paramLabel = "NAME", description = "Who runs the node.")
    private String operator = "unknown";

    @Option(names = "--member", paramLabel = "NAME", description = "Name of the new member, instead of a node.")
    private Optional<String> member = Optional.empty();

    @Option(names = "--out", paramLabel = "FILE", description = "Where it goes; else standard output.")
    private Optional<Path> target = Optional.empty();

    EnrolCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (name.isPresent() == member.isPresent()) {
            throw new YochiException(ErrorCode.USAGE, "give either --name with --country, or --member");
        }
        CentreSettings settings = SettingsFile.read(config, CentreSettings.class);
        Map<String, String> wish = member.isPresent()
                ? Map.of("kind", "member", "name", member.get())
                : Map.of(
                        "kind",
                        "node",
                        "name",
                        name.orElseThrow(),
                        "country",
                        country.toUpperCase(Locale.ROOT),
                        "operator",
                        operator);
        String invitation = OperatorClient.in(settings.directory()).post("invitations", wish);
        if (target.isPresent()) {
            write(target.get(), invitation);
            surroundings.err().println("invitation in " + target.get() + "; it is as secret as a password");
        } else {
            surroundings.out().print(invitation);
        }
        return 0;
    }

    private static void write(Path file, String text) {
        try {
            Files.deleteIfExists(file);
            Files.createFile(
                    file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new YochiException(ErrorCode.RESOURCE_EXHAUSTED, file + " cannot be written: " + e.getMessage(), e);
        }
    }
}
