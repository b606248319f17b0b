package yochi.core.model;

/**
 * What the centre compares: a country, or a named set of sensors.
 *
 * @param name an ISO 3166-1 code or the set's name
 */
public record Region(String name) implements Comparable<Region> {
    public Region {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a region needs a name");
        }
    }

    @Override
    public String toString() {
        return name;
    }

    @Override
    public int compareTo(Region other) {
        return name.compareTo(other.name);
    }
}
