package yochi.app;

import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import yochi.core.model.Alert;
import yochi.core.model.Mitigation;
import yochi.core.model.Notice;
import yochi.link.identity.Signed;

/** {@code yochi approve}: the second role reads what waits for its signature, and gives it. */
@Command(
        name = "approve",
        description = "Shows what waits for the second signature, and gives it: without, no member arms a rule.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./yochi approve --key run/approver --print-key       the key the centre's operator names as approver",
            "  ./yochi approve --list --key run/approver --centre https://127.0.0.1:8443 --root 3f1c…",
            "  ./yochi approve 9d2e --key run/approver --centre https://127.0.0.1:8443",
            "  ./yochi approve --list --key run/approver --centre https://127.0.0.1:8443 --json -"
        })
final class ApproveCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private final Output output;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "ALERT", arity = "0..1", description = "Id of the alert, or how it begins.")
    private Optional<String> alert = Optional.empty();

    @Option(
            names = "--key",
            required = true,
            paramLabel = "DIR",
            description = "The approver's own folder: signing key (made at first use) and the centre's pinned root.")
    private Path folder = Path.of("run/approver");

    @Option(names = "--centre", paramLabel = "URL", description = "The centre's public listener.")
    private Optional<URI> centre = Optional.empty();

    @Option(
            names = "--root",
            paramLabel = "SHA256",
            description = "Fingerprint of the centre's root certificate, got by another way; the first time only.")
    private Optional<String> root = Optional.empty();

    @Option(names = "--list", description = "Only show what waits.")
    private boolean list;

    @Option(names = "--print-key", description = "Print the approver's public key and end.")
    private boolean printKey;

    ApproveCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        output = new Output(surroundings);
    }

    @Override
    public Integer call() throws InterruptedException {
        SecureRandom random = new SecureRandom();
        if (printKey) {
            surroundings.out().println(ApproverClient.publicKey(folder, random));
            return 0;
        }
        if (list == alert.isPresent()) {
            throw new ParameterException(spec.commandLine(), "give the id of one alert, or --list");
        }
        URI address = centre.orElseThrow(
                () -> new ParameterException(spec.commandLine(), "Missing required option: '--centre=URL'"));
        try (ApproverClient client = ApproverClient.of(folder, address, root, surroundings.clock(), random)) {
            List<ApproverClient.Waiting> waiting = client.waiting();
            return list ? list(waiting) : approve(client, waiting);
        }
    }

    private int list(List<ApproverClient.Waiting> waiting) {
        if (waiting.isEmpty()) {
            output.text().println("Nothing waits for approval.");
        }
        waiting.forEach(this::show);
        output.json(document(waiting, List.of()));
        return 0;
    }

    private int approve(ApproverClient client, List<ApproverClient.Waiting> waiting) throws InterruptedException {
        List<ApproverClient.Waiting> meant = waiting.stream()
                .filter(w -> w.alert().startsWith(alert.orElseThrow()))
                .toList();
        if (meant.size() != 1) {
            throw new ParameterException(
                    spec.commandLine(),
                    meant.isEmpty()
                            ? "nothing waits for approval of alert " + alert.orElseThrow() + "; see --list"
                            : alert.orElseThrow() + " begins the id of " + meant.size() + " alerts; see --list");
        }
        show(meant.getFirst());
        List<String> approved = client.approve(meant.getFirst());
        output.text().println("Approved: " + approved.size() + " notices are on their way with both signatures.");
        output.json(document(meant, approved));
        return 0;
    }

    private void show(ApproverClient.Waiting waiting) {
        Alert about = waiting.notices().getFirst().body().alert();
        output.text().println("alert " + waiting.alert() + "  " + about.title());
        output.text().println("  digest " + waiting.digest() + ", expires " + waiting.expires());
        for (Signed<Notice> message : waiting.notices()) {
            output.text().println("  to " + message.body().recipient() + ":");
            for (Mitigation rule : message.body().mitigations()) {
                output.text()
                        .println("    " + action(rule) + " for " + words(rule.match()) + ", at most " + rule.lease()
                                + ". " + rule.why());
            }
        }
    }

    private static String words(Mitigation.Match match) {
        StringBuilder out = new StringBuilder("destination " + match.destination());
        match.protocol().ifPresent(p -> out.append(" protocol ").append(p));
        each(out, "destination-port", match.destinationPorts());
        each(out, "source-port", match.sourcePorts());
        each(out, "source", match.sources());
        match.packetLength()
                .ifPresent(l -> out.append(" length ").append(l.low()).append('-').append(l.high()));
        return out.toString();
    }

    private static void each(StringBuilder out, String name, List<?> values) {
        if (!values.isEmpty()) {
            out.append(' ').append(name);
            values.forEach(v -> out.append(' ').append(v));
        }
    }

    private static String action(Mitigation rule) {
        return switch (rule.action()) {
            case Mitigation.Action.Discard d -> "discard";
            case Mitigation.Action.Limit l -> "limit to " + l.bytesPerSecond() + " bytes/s";
        };
    }

    private static Map<String, Object> document(List<ApproverClient.Waiting> waiting, List<String> approved) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("version", "yochi.approve/1");
        out.put("alerts", waiting.stream().map(ApproveCommand::document).toList());
        out.put("approved", approved);
        return out;
    }

    private static Map<String, Object> document(ApproverClient.Waiting waiting) {
        Alert about = waiting.notices().getFirst().body().alert();
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("alert", waiting.alert());
        out.put("digest", waiting.digest());
        out.put("title", about.title());
        out.put("basis", about.basis().name().toLowerCase(Locale.ROOT));
        out.put("raised", about.raised().toString());
        out.put("expires", waiting.expires().toString());
        out.put("notices", waiting.notices().stream().map(ApproveCommand::document).toList());
        return out;
    }

    private static Map<String, Object> document(Signed<Notice> message) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("notice", message.body().id());
        out.put("member", message.body().recipient());
        out.put(
                "mitigations",
                message.body().mitigations().stream()
                        .map(ApproveCommand::document)
                        .toList());
        return out;
    }

    private static Map<String, Object> document(Mitigation rule) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("id", rule.id());
        out.put("match", words(rule.match()));
        out.put("action", action(rule));
        out.put("lease", rule.lease().toString());
        out.put("why", rule.why());
        return out;
    }
}
