package yochi.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import yochi.centre.decision.DecisionLog;
import yochi.core.model.ErrorCode;
import yochi.core.model.YochiException;

/** {@code yochi decisions}: checks a centre's log of decisions, wherever its parts lie. */
@Command(
        name = "decisions",
        description = "Checks a centre's log of decisions.",
        synopsisSubcommandLabel = "verify",
        subcommands = DecisionsCommand.Verify.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./yochi decisions verify decisions.jsonl --head HASH     what /api/duty/log gave",
            "  ./yochi decisions verify run/centre/rooms/decisions /archive/2024 decisions.jsonl"
        })
final class DecisionsCommand extends VerbCommand {
    DecisionsCommand(Surroundings surroundings) {
        super(surroundings);
    }

    /** {@code yochi decisions verify}. */
    @Command(
            name = "verify",
            description = "Checks a log of decisions from its first entry: that none was changed, left out or cut off."
                    + " Fails (3) and names the entry where one was.")
    static final class Verify implements Callable<Integer> {
        @ParentCommand
        @SuppressWarnings("NullAway.Init") // set before the call
        private DecisionsCommand parent;

        @Parameters(
                arity = "1..*",
                paramLabel = "PATH",
                description = "Sealed files, folders of them, and what was exported; an entry may stand in several.")
        private List<Path> paths = List.of();

        @Option(
                names = "--head",
                paramLabel = "HASH",
                description = "A head that a hand-over note named; may be given several times.")
        private List<String> heads = List.of();

        @Override
        public Integer call() throws IOException {
            Set<DecisionLog.Entry> all = new LinkedHashSet<>();
            for (Path path : paths) {
                for (Path file : files(path)) {
                    all.addAll(read(file));
                }
            }
            List<DecisionLog.Entry> entries = all.stream()
                    .sorted(Comparator.comparingLong(DecisionLog.Entry::number))
                    .toList();
            List<String> faults = DecisionLog.broken(entries, heads);
            faults.forEach(parent.surroundings.out()::println);
            if (!faults.isEmpty()) {
                return ErrorCode.INPUT_REJECTED.kind().exitCode();
            }
            parent.surroundings.out().println(told(entries));
            return 0;
        }

        private static String told(List<DecisionLog.Entry> entries) {
            return entries.isEmpty()
                    ? "no entry, and no head that would need one"
                    : entries.size() + " entries from " + entries.getFirst().at() + " to "
                            + entries.getLast().at() + ", none changed, left out or cut off before the head "
                            + entries.getLast().hash();
        }
    }

    private static List<Path> files(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> inside = Files.list(path)) {
            return inside.filter(file -> file.toString().endsWith(".jsonl")).sorted().toList();
        }
    }

    private static List<DecisionLog.Entry> read(Path file) throws IOException {
        List<DecisionLog.Entry> out = new ArrayList<>();
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            try {
                out.add(DecisionLog.Entry.ofLine(line));
            } catch (IllegalArgumentException e) {
                throw new YochiException(
                        ErrorCode.INPUT_REJECTED, file + " line " + (out.size() + 1) + ": " + e.getMessage(), e);
            }
        }
        return out;
    }
}
