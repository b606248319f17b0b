package yochi.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.zip.GZIPOutputStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import yochi.core.model.ErrorCode;
import yochi.core.model.YochiException;
import yochi.node.anonymise.Account;
import yochi.node.anonymise.Anonymiser;
import yochi.node.anonymise.CryptoPan;

/** {@code yochi anonymise}: rewrites the addresses of a capture, table or log that stays at home. */
@Command(
        name = "anonymise",
        description = {
            "Rewrites a capture (pcap, pcapng), table or log with prefix-preserving pseudonyms (Crypto-PAn).",
            "The result is still personal data: it stays with this country's own analysts (docs/privacy.md)."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  head -c 32 /dev/urandom > key     a fresh key for every export",
            "  ./yochi anonymise dark.pcap.gz out.pcap --key key",
            "  ./yochi anonymise marx.csv out.csv --key key --decimal src"
        })
final class AnonymiseCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private final Output output;

    @Parameters(index = "0", paramLabel = "IN", description = "pcap, pcapng, CSV or log; gz and zst too; - for input.")
    private String in = "";

    @Parameters(index = "1", paramLabel = "OUT", description = "New file; .gz is written as such; - for output.")
    private String out = "";

    @Option(
            names = "--key",
            paramLabel = "FILE",
            required = true,
            description = "Secret of 32 bytes, raw or as 64 hexadecimal digits.")
    private Path key = Path.of("key");

    @Option(
            names = "--payload",
            description = "Keep payloads, with whatever addresses stand in them; default: cut off.")
    private boolean payload;

    @Option(
            names = "--decimal",
            paramLabel = "COLUMN",
            split = ",",
            description = "Columns of a table that hold IPv4 addresses as decimal numbers.")
    private List<String> decimal = new ArrayList<>();

    AnonymiseCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.output = new Output(surroundings);
    }

    /** The document {@code yochi.anonymise/1}. */
    record Document(String version, String input, long records, long kept, long dropped, boolean truncated) {}

    @Override
    public Integer call() {
        Anonymiser anonymiser = new Anonymiser(pan(), payload, Set.copyOf(decimal));
        Account account;
        try {
            account = out.equals("-") ? into(anonymiser, surroundings.out()) : intoFile(anonymiser, Path.of(out));
        } catch (FileSystemException e) {
            throw new YochiException(ErrorCode.INPUT_UNREADABLE, in + " to " + out + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new YochiException(ErrorCode.RESOURCE_EXHAUSTED, in + " to " + out + ": " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new YochiException(ErrorCode.USAGE, String.valueOf(e.getMessage()), e);
        }
        surroundings
                .err()
                .println(account.records() + " records, " + account.dropped()
                        + " left out since they could not be looked through"
                        + (account.truncated() ? "; the input ends within a record" : ""));
        output.json(new Document(
                "yochi.anonymise/1", in, account.records(), account.kept(), account.dropped(), account.truncated()));
        return account.truncated() ? ErrorCode.INPUT_REJECTED.kind().exitCode() : 0;
    }

    private CryptoPan pan() {
        try {
            return CryptoPan.parse(Files.readAllBytes(key));
        } catch (IOException | IllegalArgumentException e) {
            throw new YochiException(ErrorCode.SETTINGS, key + ": " + e.getMessage(), e);
        }
    }

    private Account into(Anonymiser anonymiser, OutputStream to) throws IOException {
        if (in.equals("-")) {
            return anonymiser.rewrite(System.in, to);
        }
        try (InputStream from = Files.newInputStream(Path.of(in))) {
            return anonymiser.rewrite(from, to);
        }
    }

    /** The file appears whole or not at all. */
    private Account intoFile(Anonymiser anonymiser, Path file) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            try (OutputStream to = Files.newOutputStream(file)) {
                return into(anonymiser, to);
            }
        }
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            Account account;
            try (OutputStream plain = Files.newOutputStream(part);
                    OutputStream to = out.endsWith(".gz") ? new GZIPOutputStream(plain) : plain) {
                account = into(anonymiser, to);
            }
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
            return account;
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
