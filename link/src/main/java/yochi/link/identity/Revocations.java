package yochi.link.identity;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The serial numbers that an authority took back, with time and reason; asked at each handshake and request. */
public final class Revocations {
    private final Path file;
    private final Map<BigInteger, Revocation> bySerial = new ConcurrentHashMap<>();

    /**
     * One certificate taken back.
     *
     * @param at when
     * @param reason in the operator's words, one line
     */
    public record Revocation(Instant at, String reason) {}

    Revocations(Path file) {
        this.file = file;
        if (Files.exists(file)) {
            for (String line : OwnerOnlyFile.journal(file)) {
                read(line);
            }
        }
    }

    private void read(String line) {
        try {
            String[] parts = line.split(" ", 3);
            bySerial.put(new BigInteger(parts[0], 16), new Revocation(Instant.parse(parts[1]), parts[2]));
        } catch (IllegalArgumentException | IndexOutOfBoundsException | DateTimeException e) {
            throw OwnerOnlyFile.spoiled(file, line, e);
        }
    }

    public boolean isRevoked(X509Certificate certificate) {
        return bySerial.containsKey(certificate.getSerialNumber());
    }

    public Map<BigInteger, Revocation> all() {
        return Collections.unmodifiableMap(bySerial);
    }

    synchronized void add(BigInteger serial, Instant at, String reason) {
        String line = reason.replaceAll("\\s+", " ").strip();
        if (bySerial.putIfAbsent(serial, new Revocation(at, line)) == null) {
            OwnerOnlyFile.append(file, serial.toString(16) + " " + at + " " + line);
        }
    }
}
