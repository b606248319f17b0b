package yochi.node.border;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import yochi.core.model.ErrorCode;
import yochi.core.model.ExtractionRequest;
import yochi.core.model.YochiException;
import yochi.link.identity.VerifyingKey;

/**
 * The readers whose questions the centre may hand on, each by the key that the node's operator pinned: the centre can
 * neither ask in a reader's name nor invent readers to get their budgets.
 */
public final class ReaderBook {
    /** The reader where none is named: the centre, known by its certificate. */
    public static final String CENTRE = "centre";
    /** How old a signed question may be, or ahead of the node's clock. */
    static final Duration FRESH = Duration.ofMinutes(10);

    private final Map<String, VerifyingKey> keys;

    private ReaderBook(Map<String, VerifyingKey> keys) {
        if (keys.containsKey(CENTRE)) {
            throw new YochiException(ErrorCode.SETTINGS, "readers: the name " + CENTRE + " is the centre's own");
        }
        this.keys = keys;
    }

    /** Nobody asks through the centre. */
    public static ReaderBook none() {
        return new ReaderBook(Map.of());
    }

    /** Lines of name and public key; others begin with #. */
    public static ReaderBook of(List<String> lines) {
        Map<String, VerifyingKey> keys = new TreeMap<>();
        for (String line : lines) {
            String[] f = line.strip().split(" +", -1);
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            try {
                if (f.length != 2 || keys.put(f[0], VerifyingKey.parse(f[1])) != null) {
                    throw new IllegalArgumentException("a line is name and key, and each name stands once");
                }
            } catch (IllegalArgumentException e) {
                throw new YochiException(ErrorCode.SETTINGS, "readers: " + f[0] + ": " + e.getMessage(), e);
            }
        }
        return new ReaderBook(keys);
    }

    /** Reads the file. */
    public static ReaderBook read(Path file) {
        try {
            return of(Files.readAllLines(file));
        } catch (IOException e) {
            throw new YochiException(ErrorCode.SETTINGS, "readers: " + file + ": " + e.getMessage(), e);
        }
    }

    /** Why the question cannot be answered to him in whose name it comes; empty where it can. */
    Optional<String> refusal(ExtractionRequest request, Instant now, ReaderBudget budget) {
        if (request.reader().isEmpty()) {
            return Optional.empty();
        }
        ExtractionRequest.Reader reader = request.reader().get();
        VerifyingKey key = keys.get(reader.name());
        byte[] signed = request.signed(reader.name(), reader.issued()).getBytes(StandardCharsets.UTF_8);
        if (key == null || !key.verify(signed, HexFormat.of().parseHex(reader.signature()))) {
            return Optional.of("not signed by a reader that this node knows");
        } else if (Duration.between(reader.issued(), now).abs().compareTo(FRESH) > 0) {
            return Optional.of("signed more than " + FRESH + " from now");
        }
        return budget.known(reader.name(), request.id())
                ? Optional.of("this question was answered before")
                : Optional.empty();
    }

    /** In whose name the question comes. */
    static String name(ExtractionRequest request) {
        return request.reader().map(ExtractionRequest.Reader::name).orElse(CENTRE);
    }
}
