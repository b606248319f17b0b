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
 * Where an address is registered, from range tables without header: {@code start,end,cc} or {@code start,end,asn},
 * sorted, inclusive, plain or gz, IPv4 or IPv6. What no table covers is unknown.
 */
public final class Places {
    /** Lines of one table: the shipped ones have 141,822 and 411,961. */
    private static final int MOST_RANGES = 4_000_000;

    private final Ranges<Country> countries;
    private final Ranges<Asn> systems;
    private final Ipv6Ranges<Country> countries6;
    private final Ipv6Ranges<Asn> systems6;

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

    private Places(
            Ranges<Country> countries,
            Ranges<Asn> systems,
            Ipv6Ranges<Country> countries6,
            Ipv6Ranges<Asn> systems6) {
        this.countries = countries;
        this.systems = systems;
        this.countries6 = countries6;
        this.systems6 = systems6;
    }

    /** Everything is unknown. */
    public static Places none() {
        return new Places(
                new Ranges<>(new long[0], new long[0], List.of(), Country.UNKNOWN),
                new Ranges<>(new long[0], new long[0], List.of(), Asn.UNKNOWN),
                new Ipv6Ranges<>(List.of(), List.of(), Country.UNKNOWN),
                new Ipv6Ranges<>(List.of(), List.of(), Asn.UNKNOWN));
    }

    /** These tables together with another: the kind of a table shows in its third column, its family in its first. */
    public Places with(Path table) {
        List<String> values = new ArrayList<>();
        List<long[]> bounds = new ArrayList<>();
        boolean six = false;
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(open(table), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] parts = line.split(",", 4);
                String place = table + " line " + (bounds.size() + 1);
                if (parts.length < 3 || bounds.size() == MOST_RANGES) {
                    throw new YochiException(ErrorCode.INPUT_REJECTED, place + ": not start,end,value");
                }
                six = bounds.isEmpty() ? parts[0].indexOf(':') >= 0 : six;
                bounds.add(
                        six
                                ? Ipv6Ranges.bounds(parts[0], parts[1], place)
                                : new long[] {address(parts[0], place), address(parts[1], place)});
                values.add(parts[2].intern());
            }
        } catch (IOException e) {
            throw new YochiException(ErrorCode.INPUT_UNREADABLE, table + " cannot be read: " + e.getMessage(), e);
        }
        boolean numbers = !values.isEmpty() && values.getFirst().chars().allMatch(Character::isDigit);
        return six ? withIpv6(table, bounds, values, numbers) : withIpv4(table, bounds, values, numbers);
    }

    private Places withIpv6(Path table, List<long[]> bounds, List<String> values, boolean numbers) {
        Ipv6Ranges.check(bounds, table);
        return numbers
                ? new Places(
                        countries,
                        systems,
                        countries6,
                        new Ipv6Ranges<>(bounds, read(values, Asn::parse), Asn.UNKNOWN))
                : new Places(
                        countries,
                        systems,
                        new Ipv6Ranges<>(bounds, read(values, Places::country), Country.UNKNOWN),
                        systems6);
    }

    private Places withIpv4(Path table, List<long[]> bounds, List<String> values, boolean numbers) {
        long[] starts = bounds.stream().mapToLong(b -> b[0]).toArray();
        long[] ends = bounds.stream().mapToLong(b -> b[1]).toArray();
        for (int i = 1; i < starts.length; i++) {
            if (starts[i] <= ends[i - 1]) {
                throw new YochiException(ErrorCode.INPUT_REJECTED, table + " line " + (i + 1) + ": ranges not sorted");
            }
        }
        return numbers
                ? new Places(
                        countries,
                        new Ranges<>(starts, ends, read(values, Asn::parse), Asn.UNKNOWN),
                        countries6,
                        systems6)
                : new Places(
                        new Ranges<>(starts, ends, read(values, Places::country), Country.UNKNOWN),
                        systems,
                        countries6,
                        systems6);
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

    private static long address(String text, String place) {
        String[] parts = text.split("\\.", -1);
        long out = 0;
        for (String part : parts) {
            if (parts.length != 4
                    || part.length() > 3
                    || part.isEmpty()
                    || !part.chars().allMatch(Character::isDigit)
                    || Integer.parseInt(part) > 255) {
                throw new YochiException(ErrorCode.INPUT_REJECTED, place + ": not an IPv4 address: " + text);
            }
            out = out << 8 | Integer.parseInt(part);
        }
        return out;
    }

    /** First and last address of what one autonomous system announces around the address; empty: not known. */
    public Optional<long[]> announced(long ipv4) {
        return systems.around(ipv4);
    }

    /** Upper halves of the first and the last address of what one system announces around an IPv6 address. */
    public Optional<long[]> announced6(long high) {
        return systems6.around(high, 0);
    }

    /** Where an address is registered. */
    public Country country(int ipVersion, long high, long low) {
        return of(ipVersion, high, low).country();
    }

    /** Whose network an address is in. */
    public Asn asn(int ipVersion, long high, long low) {
        return of(ipVersion, high, low).asn();
    }

    Dictionary.Place of(int ipVersion, long high, long low) {
        if (ipVersion != 4) {
            return new Dictionary.Place(countries6.of(high, low), systems6.of(high, low));
        }
        return high == 0 ? new Dictionary.Place(countries.of(low), systems.of(low)) : Dictionary.Place.UNKNOWN;
    }
}
