package yochi.centre.desk;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;
import yochi.link.identity.OwnerOnlyFile;

/** The secret under which machines' addresses are counted: made once, in a file of its own, never in a database. */
final class MachineSecret {
    private static final int BYTES = 32;

    private MachineSecret() {}

    static byte[] of(Path file, RandomGenerator random) {
        if (!Files.exists(file)) {
            byte[] fresh = new byte[BYTES];
            random.nextBytes(fresh);
            OwnerOnlyFile.replace(file, List.of(HexFormat.of().formatHex(fresh)));
        }
        return HexFormat.of().parseHex(OwnerOnlyFile.journal(file).getFirst());
    }
}
