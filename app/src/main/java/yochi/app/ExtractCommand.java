package yochi.app;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import yochi.centre.line.CentreSettings;
import yochi.core.model.AttackType;
import yochi.core.model.ErrorCode;
import yochi.core.model.ExtractionRequest;
import yochi.core.model.Service;
import yochi.core.model.YochiException;
import yochi.link.config.SettingsFile;
import yochi.link.identity.IdentityFolder;
import yochi.link.identity.SigningKey;

/** {@code yochi extract}: asks nodes, through a running centre, for a statistic that was not shipped. */
@Command(
        name = "extract",
        description = "Asks nodes for a statistic that was not shipped; who is silent is said.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./yochi extract --config config/centre.yaml --from 2013-05-01T00:00:00Z --until 2013-05-08T00:00:00Z \\",
            "      --by service --by tool",
            "  ... --reader ministry --reader-key run/ministry   charged to the ministry's own budget"
        })
final class ExtractCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Option(names = "--config", required = true, paramLabel = "FILE", description = "The centre's settings (YAML).")
    private Path config = Path.of("config/centre.yaml");

    @Option(names = "--from", required = true, paramLabel = "TIME", description = "First instant (whole windows only).")
    private String from = "";

    @Option(names = "--until", required = true, paramLabel = "TIME", description = "First instant after.")
    private String until = "";

    @Option(names = "--type", paramLabel = "TYPE", description = "Only this attack type, such as SCAN_SYN.")
    private Optional<String> type = Optional.empty();

    @Option(names = "--service", paramLabel = "SERVICE", description = "Only this service, such as tcp/445.")
    private Optional<String> service = Optional.empty();

    @Option(names = "--by", paramLabel = "DIMENSION", description = "Keep apart: service, tool, place or asn.")
    private List<String> by = List.of();

    @Option(names = "--node", paramLabel = "NAME", description = "Only this node; may be given again.")
    private List<String> nodes = List.of();

    @Option(
            names = "--reader",
            paramLabel = "NAME",
            description = "Asks in this reader's name; each node has his key and a budget of his own for him.")
    private Optional<String> reader = Optional.empty();

    @Option(
            names = "--reader-key",
            paramLabel = "FOLDER",
            description = "The reader's own identity folder; made where there is none. Its key goes to the nodes.")
    private Optional<Path> readerKey = Optional.empty();

    ExtractCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        CentreSettings settings = SettingsFile.read(config, CentreSettings.class);
        Map<String, Object> wish = new LinkedHashMap<>();
        wish.put("from", from);
        wish.put("until", until);
        type.ifPresent(t -> wish.put("attackType", t));
        service.ifPresent(s -> wish.put("service", s));
        wish.put("by", by);
        if (!nodes.isEmpty()) {
            wish.put("nodes", nodes);
        }
        if (reader.isPresent()) {
            sign(reader.get(), wish);
        }
        surroundings.out().println(OperatorClient.in(settings.directory()).post("extractions", wish));
        return 0;
    }

    private void sign(String name, Map<String, Object> wish) {
        Path folder = readerKey.orElseThrow(
                () -> new YochiException(ErrorCode.USAGE, "--reader needs --reader-key FOLDER to sign with"));
        SigningKey key = IdentityFolder.open(folder).signingKey(new SecureRandom());
        EnumSet<ExtractionRequest.Dimension> dimensions = EnumSet.noneOf(ExtractionRequest.Dimension.class);
        ExtractionRequest question;
        try {
            by.forEach(d -> dimensions.add(ExtractionRequest.Dimension.valueOf(d.toUpperCase(Locale.ROOT))));
            question = new ExtractionRequest(
                    UUID.randomUUID().toString(),
                    Instant.parse(from),
                    Instant.parse(until),
                    type.map(AttackType::valueOf),
                    service.map(Service::parse),
                    dimensions);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new YochiException(ErrorCode.USAGE, "no question: " + e.getMessage(), e);
        }
        Instant now = surroundings.clock().instant().truncatedTo(ChronoUnit.SECONDS);
        byte[] signed = question.signed(name, now).getBytes(StandardCharsets.UTF_8);
        surroundings.err().println("reader " + name + " " + key.publicPart());
        wish.put("id", question.id());
        wish.put(
                "reader",
                Map.of(
                        "name", name,
                        "issued", now.toString(),
                        "signature", HexFormat.of().formatHex(key.sign(signed))));
    }
}
