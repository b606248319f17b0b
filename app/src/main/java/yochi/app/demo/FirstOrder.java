package yochi.app.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import yochi.core.model.Asn;
import yochi.core.model.Country;
import yochi.core.model.ErrorCode;
import yochi.core.model.YochiException;

/**
 * The first order list of the recording that names the home country after a moment: the script of the second act. The
 * parties never see it; it only tells the stage when to play, and whose operator the member is to be.
 *
 * @param time when the list was in force
 * @param asn the home network named most in it
 * @param next when the list after it was in force
 */
record FirstOrder(Instant time, Asn asn, Instant next) {
    static FirstOrder after(Instant eve, Country home, Path targets) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(targets)), StandardCharsets.UTF_8))) {
            List<String> header = split(lines.readLine());
            int time = header.indexOf("snapshot_utc");
            int country = header.indexOf("victim_cc");
            int source = header.indexOf("cc_source");
            int asn = header.indexOf("asn");
            Optional<Instant> first = Optional.empty();
            Map<Asn, Integer> networks = new TreeMap<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                List<String> row = split(line);
                boolean named = row.get(country).equals(home.code()) && row.get(source).equals("tld");
                if (first.isEmpty() && !named) {
                    continue;
                }
                Instant at = Instant.parse(row.get(time) + "Z");
                if (first.isPresent() && at.isAfter(first.get())) {
                    return new FirstOrder(first.get(), most(networks), at);
                }
                if (!at.isBefore(eve) && named) {
                    first = Optional.of(at);
                    networks.merge(Asn.parse(row.get(asn)), 1, Integer::sum);
                }
            }
        } catch (IOException e) {
            throw new YochiException(ErrorCode.INPUT_UNREADABLE, targets + " cannot be read", e);
        }
        throw new YochiException(ErrorCode.INPUT_REJECTED, "no list after " + eve + " names " + home);
    }

    private static List<String> split(@org.jspecify.annotations.Nullable String line) {
        return line == null ? List.of() : Arrays.asList(line.split(",", -1));
    }

    private static Asn most(Map<Asn, Integer> named) {
        return named.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(Asn.UNKNOWN);
    }
}
