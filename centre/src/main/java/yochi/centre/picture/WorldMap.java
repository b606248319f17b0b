package yochi.centre.picture;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import yochi.centre.pages.Shape;
import yochi.core.model.Country;

/** The outline of the land and the places of countries on it (Natural Earth, console/world.mjs), 760 by 370. */
final class WorldMap {
    static final int WIDTH = 760;
    static final int HEIGHT = 370;

    private static final String LAND = read("land.path").strip();
    private static final Properties PLACES = places();

    private WorldMap() {}

    /** A point of the drawing. */
    record Place(int x, int y) {}

    static Shape land() {
        return Shape.of("path", "class", "land", "d", LAND);
    }

    /** Middle of a country's largest piece; empty where the map does not know it. */
    static Optional<Place> of(Country country) {
        return Optional.ofNullable(PLACES.getProperty(country.code())).map(text -> {
            String[] both = text.split(" ", 2);
            return new Place(Integer.parseInt(both[0]), Integer.parseInt(both[1]));
        });
    }

    private static Properties places() {
        Properties out = new Properties();
        try {
            out.load(new StringReader(read("places.properties")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out;
    }

    private static String read(String file) {
        try (InputStream in = Objects.requireNonNull(WorldMap.class.getResourceAsStream(file), file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
