package yochi.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import yochi.centre.ledger.ChainCheck;
import yochi.centre.ledger.Export;
import yochi.centre.line.CentreSettings;
import yochi.core.model.ErrorCode;
import yochi.core.model.YochiException;
import yochi.link.config.SettingsFile;
import yochi.link.exchange.Countersigned;
import yochi.link.exchange.ReceiptFolder;
import yochi.link.identity.VerifyingKey;

/** {@code yochi ledger}: anybody checks or copies a centre's chain of sealed forecasts. */
@Command(
        name = "ledger",
        description = "Checks or copies a centre's chain of sealed forecasts, as anybody may.",
        synopsisSubcommandLabel = "(verify | export | withdraw)",
        subcommands = {LedgerCommand.Verify.class, LedgerCommand.Copy.class, LedgerCommand.Withdraw.class},
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./yochi ledger export --centre https://127.0.0.1:8443 --root SHA256 --out chain.jsonl",
            "  ./yochi ledger verify --receipts run/member/heads --ledger chain.jsonl",
            "  ./yochi ledger verify --receipts run/member/heads --centre https://127.0.0.1:8443 --root SHA256",
            "  ./yochi ledger withdraw ID --why \"made from a mistyped list\" --config config/centre.yaml",
            "  ./yochi ledger verify --help"
        })
final class LedgerCommand extends VerbCommand {
    LedgerCommand(Surroundings surroundings) {
        super(surroundings);
    }

    /** {@code yochi ledger verify}. */
    @Command(
            name = "verify",
            description = "Checks a chain: hashes, order, openings, scores, and that every head which a member has"
                    + " countersigned still stands where it stood. Fails (3) on a rebuilt, truncated or back-dated"
                    + " chain.",
            footerHeading = "%nExamples:%n",
            footer = {
                "  ./yochi ledger verify --receipts run/member/heads --ledger chain.jsonl",
                "  ./yochi ledger verify --receipts run/member/heads --centre https://127.0.0.1:8443 --root SHA256",
                "  ./yochi ledger verify --receipts heads --ledger chain.jsonl --centre-key KEY --json -"
            })
    static final class Verify implements Callable<Integer> {
        @ParentCommand
        @SuppressWarnings("NullAway.Init") // set before the call
        private LedgerCommand parent;

        @Option(
                names = "--receipts",
                required = true,
                paramLabel = "DIR",
                description = "Countersigned heads: a member's folder heads, or a centre's rooms/receipts.")
        private Path receipts = Path.of("heads");

        @Option(names = "--ledger", paramLabel = "FILE", description = "An exported chain.")
        private Optional<Path> ledger = Optional.empty();

        @Mixin
        private RunningCentre centre = new RunningCentre();

        @Option(
                names = "--centre-key",
                paramLabel = "KEY",
                description = "The centre's public signing key, got by another way; else that of the receipts is taken"
                        + " and shown.")
        private Optional<String> centreKey = Optional.empty();

        @Option(names = "--json", paramLabel = "FILE|-", description = "Write the result as JSON.")
        private Optional<String> json = Optional.empty();

        @Override
        public Integer call() throws IOException, InterruptedException {
            if (ledger.isPresent() == centre.given()) {
                throw new YochiException(ErrorCode.USAGE, "give --ledger FILE or --centre URL");
            }
            Output output = Output.to(parent.surroundings, json);
            Held held = held(receipts, centreKey.map(LedgerCommand::key));
            ChainCheck check = new ChainCheck(held.heads());
            Export.Head whose = ledger.isPresent() ? file(ledger.get(), check) : running(check);
            List<String> faults = new ArrayList<>(held.faults());
            if (!whose.signingKey().equals(held.centreKey())) {
                faults.add("the chain says that " + whose.signingKey() + " signs its heads, the receipts are of "
                        + held.centreKey());
            }
            ChainCheck.Report report = check.report();
            faults.addAll(report.faults());
            tell(output, report, faults, held);
            output.json(document(report, faults, whose, held));
            return faults.isEmpty() ? 0 : ErrorCode.INPUT_REJECTED.kind().exitCode();
        }

        private Export.Head running(ChainCheck check) throws InterruptedException {
            try (PublicLedger from = centre.ledger()) {
                Export.Head whose = from.head();
                from.entries(check::add);
                return whose;
            }
        }
    }

    private static VerifyingKey key(String text) {
        try {
            return VerifyingKey.parse(text);
        } catch (IllegalArgumentException e) {
            throw new YochiException(ErrorCode.USAGE, "--centre-key: " + e.getMessage(), e);
        }
    }

    /** What the receipts prove, by whom with which key, and what is wrong with them. */
    private record Held(
            VerifyingKey centreKey,
            List<ChainCheck.Held> heads,
            SortedMap<String, Long> members,
            List<String> faults) {}

    private static Held held(Path folder, Optional<VerifyingKey> pinned) {
        List<Path> files = new ReceiptFolder(folder).files();
        if (files.isEmpty()) {
            throw new YochiException(ErrorCode.INPUT_UNREADABLE, folder + " holds no countersigned head");
        }
        List<ChainCheck.Held> heads = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        SortedMap<String, Long> members = new TreeMap<>();
        Optional<VerifyingKey> key = pinned;
        for (Path file : files) {
            try {
                Countersigned both = ReceiptFolder.read(file);
                VerifyingKey expected = key.orElse(both.centreKey());
                key = Optional.of(expected);
                if (!both.centreKey().equals(expected)) {
                    throw new IllegalArgumentException("signed with " + both.centreKey() + ", not " + expected);
                }
                Countersigned.Proof proof = both.check();
                heads.add(new ChainCheck.Held(
                        proof.head().number(),
                        proof.head().hash(),
                        proof.head().at(),
                        proof.received(),
                        proof.member().toString()));
                members.merge(proof.member() + " " + both.memberKey(), 1L, Long::sum);
            } catch (IllegalArgumentException e) {
                faults.add("receipt " + file.getFileName() + ": " + e.getMessage());
            }
        }
        return new Held(
                key.orElseThrow(() ->
                        new YochiException(ErrorCode.INPUT_REJECTED, folder + ": " + String.join("; ", faults))),
                heads,
                members,
                faults);
    }

    private static Export.Head file(Path file, ChainCheck check) throws IOException {
        try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            return Export.read(in, check::add);
        } catch (CharacterCodingException e) {
            throw new YochiException(
                    ErrorCode.INPUT_REJECTED, file + " is no text in UTF-8, so no exported chain", e);
        } catch (IllegalArgumentException e) {
            throw new YochiException(ErrorCode.INPUT_REJECTED, file + ", " + e.getMessage(), e);
        }
    }

    private static void tell(Output output, ChainCheck.Report report, List<String> faults, Held held) {
        faults.forEach(fault -> output.text().println("FAULT  " + fault));
        if (report.moreFaults() > 0) {
            output.text().println("FAULT  and " + report.moreFaults() + " more");
        }
        output.text().println((faults.isEmpty() ? "holds" : "DOES NOT HOLD") + ": " + report.entries()
                + " entries, head " + report.head());
        output.text().println("statements " + report.statements() + ", opened " + report.opened() + ", scored "
                + report.scored() + ", withdrawn " + report.withdrawn() + ", withheld " + report.withheld());
        output.text().println("countersigned heads that stand " + report.heads() + "; statements held by a member"
                + " before their span began " + report.provenBefore() + ", sealed after it by the centre's own clock "
                + report.late());
        output.text().println("over for a week and neither scored nor explained " + report.overdue()
                + ", scored but not opened " + report.unopened());
        held.members().forEach((member, heads) ->
                output.text().println("countersigned by " + member + ", heads " + heads));
        output.text().println("centre's key " + held.centreKey() + " (compare the keys with what you were given: who"
                + " holds both could have made both)");
    }

    private static Map<String, Object> document(
            ChainCheck.Report report, List<String> faults, Export.Head whose, Held held) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("version", "yochi.ledger-verify/1");
        out.put("holds", faults.isEmpty());
        out.put("centre", whose.centre());
        out.put("centreKey", held.centreKey().toString());
        out.put("entries", report.entries());
        out.put("head", report.head());
        out.put("statements", report.statements());
        out.put("opened", report.opened());
        out.put("scored", report.scored());
        out.put("withdrawn", report.withdrawn());
        out.put("withheld", report.withheld());
        out.put("heads", report.heads());
        out.put("provenBefore", report.provenBefore());
        out.put("late", report.late());
        out.put("unopened", report.unopened());
        out.put("overdue", report.overdue());
        out.put(
                "members",
                held.members().entrySet().stream()
                        .map(m -> Map.of(
                                "name", m.getKey().split(" ", 2)[0],
                                "key", m.getKey().split(" ", 2)[1],
                                "heads", m.getValue()))
                        .toList());
        out.put("faults", faults);
        out.put("moreFaults", report.moreFaults());
        return out;
    }

    /** {@code yochi ledger export}. */
    @Command(
            name = "export",
            description = "Copies a running centre's public chain to a file that verify reads.",
            footerHeading = "%nExamples:%n",
            footer = {
                "  ./yochi ledger export --centre https://127.0.0.1:8443 --root SHA256 --out chain.jsonl",
                "  ./yochi ledger export --centre https://127.0.0.1:8443 --root SHA256 > chain.jsonl"
            })
    static final class Copy implements Callable<Integer> {
        @ParentCommand
        @SuppressWarnings("NullAway.Init") // set before the call
        private LedgerCommand parent;

        @Mixin
        private RunningCentre centre = new RunningCentre();

        @Option(names = "--out", paramLabel = "FILE", description = "Where to; standard output if not given.")
        private Optional<Path> out = Optional.empty();

        @Override
        public Integer call() throws IOException, InterruptedException {
            try (PublicLedger from = centre.ledger()) {
                Export.Head head = from.head();
                if (out.isEmpty()) {
                    parent.surroundings.out().println(head);
                    from.entries(line -> parent.surroundings.out().println(line));
                    return 0;
                }
                Path part = out.get().resolveSibling(out.get().getFileName() + ".part");
                try (Writer writer = Files.newBufferedWriter(part, StandardCharsets.UTF_8)) {
                    append(writer, head.toString());
                    from.entries(line -> append(writer, line.toString()));
                } catch (IOException | UncheckedIOException | YochiException e) {
                    Files.deleteIfExists(part); // half a chain looks like one that was cut off
                    throw e;
                }
                Files.move(part, out.get(), StandardCopyOption.REPLACE_EXISTING);
                parent.surroundings.err().println("written to " + out.get());
                return 0;
            }
        }
    }

    /** {@code yochi ledger withdraw}. */
    @Command(
            name = "withdraw",
            description = "Takes a sealed statement back, as the centre's operator; it is scored and counted still.",
            footerHeading = "%nExamples:%n",
            footer = {
                "  ./yochi ledger withdraw ID --why \"made from a mistyped list\" --config config/centre.yaml",
                "The reason is chained for everybody to read: name no victim in it."
            })
    static final class Withdraw implements Callable<Integer> {
        @ParentCommand
        @SuppressWarnings("NullAway.Init") // set before the call
        private LedgerCommand parent;

        @Parameters(paramLabel = "ID", description = "Id of the statement.")
        private String id = "";

        @Option(names = "--why", required = true, paramLabel = "TEXT", description = "The reason, public.")
        private String why = "";

        @Option(names = "--config", required = true, paramLabel = "FILE", description = "The centre's settings (YAML).")
        private Path config = Path.of("config/centre.yaml");

        @Override
        public Integer call() throws InterruptedException {
            CentreSettings settings = SettingsFile.read(config, CentreSettings.class);
            OperatorClient.in(settings.directory()).post("withdrawals", Map.of("id", id, "why", why));
            parent.surroundings.out().println("withdrawn: " + id);
            return 0;
        }
    }

    private static void append(Writer writer, String line) {
        try {
            writer.write(line + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
