package yochi.node.summary;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import yochi.core.model.Asn;
import yochi.core.model.Country;
import yochi.core.model.ErrorCode;
import yochi.core.model.YochiException;

/**
 * Where an IPv4 address is registered, from range tables without header: {@code start,end,cc} or {@code
 * start,end,asn}, sorted, inclusive, plain or gz. What no table covers, and all of IPv6, is unknown.
 */
public final class Places {
    /** Lines of one table: the shipped ones have 141,822 and 411,961. */
    private static final int MOST_RANGES = 4_000_000;

    private final Ranges<Country> countries;
    private final Ranges<Asn> systems;

    private static final class Ranges<T> {
        private final long[] starts;
        private final long[] ends;
        private final List<T> values;
        private final T none;

        Ranges(long[] starts, long[] ends, List<T> values, T none) {
            this.starts = starts;
            this.ends = ends;
            this.values = values;
            this.none = none;
        }

        T of(long address) {
            int i = Arrays.binarySearch(starts, address);
            int at = i >= 0 ? i : -i - 2;
            return at >= 0 && address <= ends[at] ? values.get(at) : none;
        }

        Optional<long[]> around(long address) {
            int i = Arrays.binarySearch(starts, address);
            int at = i >= 0 ? i : -i - 2;
            return at >= 0 && address <= ends[at] ? Optional.of(new long[] {starts[at], ends[at]}) : Optional.empty();
        }
    }

    private Places(Ranges<Country> countries, Ranges<Asn> systems) {
        this.countries = countries;
        this.systems = systems;
    }

    /** Everything is unknown. */
    public static Places none() {
        return new Places(
                new Ranges<>(new long[0], new long[0], List.of(), Country.UNKNOWN),
                new Ranges<>(new long[0], new long[0], List.of(), Asn.UNKNOWN));
    }

    /** These tables together with another: the kind of a table shows in its third column. */
    public Places with(Path table) {
        List<long[]> bounds = new ArrayList<>();
        List<String> values = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(open(table), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] parts = line.split(",", 4);
                if (parts.length < 3 || bounds.size() == MOST_RANGES) {
                    throw new YochiException(
                            ErrorCode.INPUT_REJECTED, table + " line " + (bounds.size() + 1) + ": not start,end,value");
                }
                bounds.add(new long[] {address(parts[0], table), address(parts[1], table)});
                values.add(parts[2].intern());
            }
        } catch (IOException e) {
            throw new YochiException(ErrorCode.INPUT_UNREADABLE, table + " cannot be read: " + e.getMessage(), e);
        }
        long[] starts = bounds.stream().mapToLong(b -> b[0]).toArray();
        long[] ends = bounds.stream().mapToLong(b -> b[1]).toArray();
        for (int i = 1; i < starts.length; i++) {
            if (starts[i] <= ends[i - 1]) {
                throw new YochiException(ErrorCode.INPUT_REJECTED, table + " line " + (i + 1) + ": ranges not sorted");
            }
        }
        boolean numbers = !values.isEmpty() && values.getFirst().chars().allMatch(Character::isDigit);
        return numbers
                ? new Places(countries, new Ranges<>(starts, ends, read(values, Asn::parse), Asn.UNKNOWN))
                : new Places(new Ranges<>(starts, ends, read(values, Places::country), Country.UNKNOWN), systems);
    }

    private static <T> List<T> read(List<String> texts, java.util.function.Function<String, T> reader) {
        Map<String, T> known = new HashMap<>();
        List<T> out = new ArrayList<>(texts.size());
        texts.forEach(t -> out.add(known.computeIfAbsent(t, reader)));
        return out;
    }

    private static Country country(String text) {
        return text.matches("[A-Z]{2}") ? new Country(text) : Country.UNKNOWN;
    }

    private static InputStream open(Path table) throws IOException {
        InputStream raw = Files.newInputStream(table);
        return table.toString().endsWith(".gz") ? new GZIPInputStream(raw, 1 << 16) : raw;
    }

    private static long address(String text, Path table) {
        String[] parts = text.split("\\.", -1);
        long out = 0;
        for (String part : parts) {
            if (parts.length != 4
                    || part.length() > 3
                    || part.isEmpty()
                    || !part.chars().allMatch(Character::isDigit)
                    || Integer.parseInt(part) > 255) {
                throw new YochiException(ErrorCode.INPUT_REJECTED, table + ": not an IPv4 address: " + text);
            }
            out = out << 8 | Integer.parseInt(part);
        }
        return out;
    }

    /** First and last address of what one autonomous system announces around the address; empty: not known. */
    public Optional<long[]> announced(long ipv4) {
        return systems.around(ipv4);
    }

    Dictionary.Place of(int ipVersion, long high, long low) {
        return ipVersion == 4 && high == 0
                ? new Dictionary.Place(countries.of(low), systems.of(low))
                : Dictionary.Place.UNKNOWN;
    }
}
