package yochi.centre.picture;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import yochi.analysis.cube.Cell;
import yochi.centre.pages.Say;
import yochi.core.model.AttackType;
import yochi.core.model.Region;
import yochi.core.model.Service;

/** Names of attacks and regions in both languages. */
final class Names {
    private static final String FILE = "attacks.properties";
    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
    private static final Properties ATTACKS = read();

    private Names() {}

    private static Properties read() {
        Properties out = new Properties();
        try (InputStream in = Objects.requireNonNull(Names.class.getResourceAsStream(FILE), FILE)) {
            out.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out;
    }

    static Say of(AttackType type) {
        String[] both = ATTACKS.getProperty(type.name(), type.name()).split("\\|", -1);
        return both.length == 2 ? new Say(both[0], both[1]) : Say.same(both[0]);
    }

    static Say of(AttackType type, Service service) {
        return service.equals(Service.ANY) ? of(type) : of(type).and(" " + service);
    }

    static Say of(Cell cell) {
        return of(cell.attackType(), cell.service());
    }

    /** A country's name where the region is one, else the region's own. */
    static Say of(Region region) {
        if (!COUNTRY.matcher(region.name()).matches()) {
            return Say.same(region.name());
        }
        Locale country = Locale.of("", region.name());
        return new Say(country.getDisplayCountry(Locale.ENGLISH), country.getDisplayCountry(Locale.JAPANESE));
    }

    static Say of(Collection<Region> regions) {
        return new Say(
                regions.stream().map(r -> of(r).en()).collect(Collectors.joining(", ")),
                regions.stream().map(r -> of(r).ja()).collect(Collectors.joining("、")));
    }
}
