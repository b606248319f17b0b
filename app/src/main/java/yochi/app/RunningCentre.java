package yochi.app;

import java.net.URI;
import java.util.Optional;
import picocli.CommandLine.Option;
import yochi.core.model.ErrorCode;
import yochi.core.model.YochiException;

/** The options by which a command finds a running centre whose public ledger it reads. */
final class RunningCentre {
    @Option(names = "--centre", paramLabel = "URL", description = "A running centre's open listener.")
    private Optional<URI> centre = Optional.empty();

    @Option(
            names = "--root",
            paramLabel = "SHA256",
            description = "Fingerprint of the centre's root certificate; needed with --centre.")
    private Optional<String> root = Optional.empty();

    boolean given() {
        return centre.isPresent();
    }

    /** Its ledger; says what is missing to reach it. */
    PublicLedger ledger() {
        URI address = centre.orElseThrow(() -> new YochiException(ErrorCode.USAGE, "give --centre URL"));
        return PublicLedger.of(
                address,
                root.orElseThrow(() -> new YochiException(
                        ErrorCode.USAGE,
                        "--centre needs --root: the fingerprint of the centre's root certificate")));
    }
}
