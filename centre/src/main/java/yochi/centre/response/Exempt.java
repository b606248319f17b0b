package yochi.centre.response;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import yochi.core.model.Prefix;

/**
 * Machines whose scans are no sign of infection (R-8): blocks of organisations that scan to investigate and say so, and
 * the operator's own file of the same form, which is read anew at every report; a broken one leaves the one before.
 */
final class Exempt {
    private static final Logger LOG = LoggerFactory.getLogger(Exempt.class);
    /** The rows of {@code investigative.csv} of the nodes; a test holds both alike. */
    private static final String SHIPPED = "exempt.csv";

    private static final String HEADER = "block,name,source";
    /** Own choice: many times what all organisations publish together. */
    private static final int MOST = 100_000;

    private final Blocks shipped;
    private final Optional<Path> file;
    private Blocks own = Blocks.of(List.of());

    /** One block and whose it is. */
    record Block(Prefix prefix, String name) {}

    /** Whose each block is, and which lengths there are: a machine is looked up once a length, not block by block. */
    private record Blocks(Map<Prefix, String> names, SortedSet<Integer> lengths) {
        static Blocks of(List<Block> all) {
            Blocks out = new Blocks(new HashMap<>(), new TreeSet<>());
            for (Block block : all) {
                int length = block.prefix().length();
                out.lengths.add(length);
                out.names.putIfAbsent(around(block.prefix(), length), block.name());
            }
            return out;
        }

        /** One spelling of an address, however it is written. */
        private static Prefix around(Prefix block, int length) {
            return Prefix.around(InetAddress.ofLiteral(block.network()), length);
        }

        Optional<String> of(Prefix machine) {
            return lengths.headSet(machine.length() + 1).stream()
                    .flatMap(length -> Optional.ofNullable(names.get(around(machine, length))).stream())
                    .findFirst();
        }
    }

    /**
     * The shipped blocks and those of a file.
     *
     * @param file the operator's own, if there is one; it may come later
     */
    Exempt(Optional<Path> file) {
        this.file = file;
        try (Reader in = new InputStreamReader(
                Objects.requireNonNull(Exempt.class.getResourceAsStream(SHIPPED), SHIPPED), StandardCharsets.UTF_8)) {
            shipped = Blocks.of(read(SHIPPED, new BufferedReader(in)));
        } catch (IOException e) {
            throw new IllegalStateException(SHIPPED, e);
        }
        reread();
    }

    void reread() {
        if (file.isEmpty() || !Files.exists(file.get())) {
            return;
        }
        try (BufferedReader in = Files.newBufferedReader(file.get(), StandardCharsets.UTF_8)) {
            own = Blocks.of(read(file.get().toString(), in));
        } catch (IOException | IllegalArgumentException e) {
            LOG.error("event=exempt.refused why=\"{}\" remedy=\"mend it; the list before stays\"", e.getMessage());
        }
    }

    /** Comment lines, a header, then a block, a name and where it is published. */
    static List<Block> read(String place, BufferedReader in) throws IOException {
        List<Block> out = new ArrayList<>();
        boolean header = false;
        int number = 0;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (!header) {
                header = true;
                if (!line.equals(HEADER)) {
                    throw new IllegalArgumentException(place + " line " + number + ": the header is " + HEADER);
                }
                continue;
            }
            String[] columns = line.split(",", -1);
            if (columns.length != 3 || out.size() == MOST) {
                throw new IllegalArgumentException(
                        place + " line " + number + ": three columns, and at most " + MOST + " lines");
            }
            try {
                out.add(new Block(Prefix.parse(columns[0].strip()), columns[1].strip()));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        place + " line " + number + ": no block such as 192.0.2.0/24: " + e.getMessage(), e);
            }
        }
        return out;
    }

    /** Whose block the machine is in, if in one. */
    Optional<String> of(Prefix machine) {
        return own.of(machine).or(() -> shipped.of(machine));
    }
}
