package yochi.evaluation.forecast;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Networks that carry other people's sites (content delivery, clouds, scrubbing): an order that names one says little
 * of whose line will fill. The list is data, with a source a row.
 */
final class ContentNetworks {
    private static final String FILE = "content-networks.csv";

    /** network, holder, kind, source */
    private static final int COLUMNS = 4;

    private final Set<String> networks;

    private ContentNetworks(Set<String> networks) {
        this.networks = networks;
    }

    static ContentNetworks shipped() {
        try (InputStream file = Objects.requireNonNull(ContentNetworks.class.getResourceAsStream(FILE), FILE);
                BufferedReader in = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            return new ContentNetworks(in.lines()
                    .filter(line -> line.startsWith("AS"))
                    .map(OrderLists::split)
                    .map(ContentNetworks::sourced)
                    .collect(Collectors.toUnmodifiableSet()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sourced(java.util.List<String> row) {
        if (row.size() != COLUMNS || row.getLast().isBlank()) {
            throw new IllegalStateException(row + " lacks its source");
        }
        return row.getFirst();
    }

    boolean holds(String network) {
        return networks.contains(network);
    }

    int size() {
        return networks.size();
    }
}
