package yochi.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import yochi.core.model.Country;
import yochi.core.model.ErrorCode;
import yochi.core.model.YochiException;
import yochi.link.identity.IdentityFolder;
import yochi.link.identity.OwnerOnlyFile;
import yochi.link.identity.VerifyingKey;
import yochi.node.border.KeyBundle;
import yochi.node.border.KeyRing;
import yochi.node.border.KeyRoster;
import yochi.node.border.SketchKeys;
import yochi.node.border.WrappedSecret;

/** {@code yochi sketch-key}: the secret of sketches, made by one node, closed for each, never known to the centre. */
@Command(
        name = "sketch-key",
        description = "Makes the nodes' sketch secret and closes it for each node of a signed roster.",
        subcommands = {
            SketchKeyCommand.Pair.class,
            SketchKeyCommand.Sign.class,
            SketchKeyCommand.Wrap.class,
            SketchKeyCommand.Unwrap.class
        },
        footerHeading = "%nExamples, in their order:%n",
        footer = {
            "  ./yochi sketch-key pair --private n1.key                     at each node; prints its public key",
            "  ./yochi sketch-key sign --operator FOLDER --node n1 --country SG --key HEX --until 2027-01-01 >> roster",
            "  ./yochi sketch-key wrap --roster roster --operators operators --from 2026-02-01 --into keys \\",
            "      --operator FOLDER --country SG                            also keys/2026-02-01.keys, for all nodes",
            "  ./yochi sketch-key unwrap --private n1.key --node n1 --from 2026-02-01 --in keys/n1.wrapped"
        })
final class SketchKeyCommand implements Callable<Integer> {
    private final Surroundings surroundings;
    private final SecureRandom random = new SecureRandom();

    SketchKeyCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        throw new YochiException(ErrorCode.USAGE, "name one of pair, sign, wrap, unwrap");
    }

    /** {@code yochi sketch-key pair}. */
    @Command(name = "pair", description = "Makes a node's key pair; prints the public half.")
    static final class Pair implements Callable<Integer> {
        @ParentCommand
        @SuppressWarnings("NullAway.Init") // set before the call
        private SketchKeyCommand parent;

        @Option(names = "--private", required = true, paramLabel = "FILE")
        private Path file = Path.of("");

        @Override
        public Integer call() {
            if (Files.exists(file)) {
                throw new YochiException(ErrorCode.USAGE, file + " is there already");
            }
            KeyPair pair = WrappedSecret.newPair(parent.random);
            String open = HexFormat.of().formatHex(WrappedSecret.bytes(pair.getPublic()));
            String closed = HexFormat.of().formatHex(WrappedSecret.bytes(pair.getPrivate()));
            OwnerOnlyFile.replace(file, List.of(closed, open));
            parent.surroundings.out().println(open);
            return 0;
        }
    }

    /** {@code yochi sketch-key sign}. */
    @Command(name = "sign", description = "Prints a node's roster line, signed by its country's operator.")
    static final class Sign implements Callable<Integer> {
        @ParentCommand
        @SuppressWarnings("NullAway.Init") // set before the call
        private SketchKeyCommand parent;

        @Option(names = "--operator", required = true, paramLabel = "FOLDER")
        private Path operator = Path.of("");

        @Option(names = "--node", required = true, paramLabel = "NAME")
        private String node = "";

        @Option(names = "--country", required = true, paramLabel = "CC")
        private String country = "";

        @Option(names = "--key", required = true, paramLabel = "HEX")
        private String key = "";

        @Option(names = "--until", required = true, paramLabel = "DAY")
        private LocalDate until = LocalDate.EPOCH;

        @Override
        public Integer call() {
            var signing = IdentityFolder.open(operator).signingKey(parent.random);
            parent.surroundings.err().println("operator " + country + " " + signing.publicPart());
            KeyRoster.Entry entry = new KeyRoster.Entry(node, Country.parse(country), key, until);
            parent.surroundings.out().println(entry.line(signing));
            return 0;
        }
    }

    /** {@code yochi sketch-key wrap}. */
    @Command(name = "wrap", description = "Makes a fresh secret and closes it for every node of the roster.")
    static final class Wrap implements Callable<Integer> {
        @ParentCommand
        @SuppressWarnings("NullAway.Init") // set before the call
        private SketchKeyCommand parent;

        @Option(names = "--roster", required = true, paramLabel = "FILE")
        private Path roster = Path.of("");

        @Option(
                names = "--operators",
                required = true,
                paramLabel = "FILE",
                description = "A line each: country and the operator's public key, pinned out of band.")
        private Path operators = Path.of("");

        @Option(names = "--from", required = true, paramLabel = "DAY")
        private LocalDate from = LocalDate.EPOCH;

        @Option(
                names = "--operator",
                paramLabel = "FOLDER",
                description = "Identity of the operator who signs the bundle that nodes open by themselves.")
        private Optional<Path> operator = Optional.empty();

        @Option(names = "--country", paramLabel = "CC", description = "His country.")
        private Optional<String> country = Optional.empty();

        @Option(names = "--into", required = true, paramLabel = "DIR")
        private Path folder = Path.of("");

        @Override
        public Integer call() {
            Map<Country, VerifyingKey> pinned = KeyRing.operators(operators);
            LocalDate today = LocalDate.ofInstant(parent.surroundings.clock().instant(), ZoneOffset.UTC);
            KeyRoster.Checked checked = KeyRoster.check(lines(roster), pinned, today);
            checked.refused().forEach(r -> parent.surroundings.err().println("refused " + r));
            byte[] secret = new byte[SketchKeys.SECRET_BYTES];
            parent.random.nextBytes(secret);
            Map<String, byte[]> closed = KeyRoster.wrap(secret, checked.entries(), from, parent.random);
            try {
                Files.createDirectories(folder);
                for (Map.Entry<String, byte[]> e : closed.entrySet()) {
                    Files.write(folder.resolve(e.getKey() + ".wrapped"), e.getValue());
                }
                if (operator.isPresent()) {
                    Files.writeString(folder.resolve(from + ".keys"), bundle(checked.entries(), closed));
                }
            } catch (IOException e) {
                throw new YochiException(ErrorCode.STORE_UNUSABLE, folder + ": " + e.getMessage(), e);
            }
            parent.surroundings.out().println("closed for " + checked.entries().size() + " nodes");
            return checked.refused().isEmpty() ? 0 : ErrorCode.INPUT_REJECTED.kind().exitCode();
        }

        private String bundle(List<KeyRoster.Entry> entries, Map<String, byte[]> closed) {
            Country maker = Country.parse(country.orElseThrow(
                    () -> new YochiException(ErrorCode.USAGE, "--operator needs --country, whose operator signs")));
            List<String> good = lines(roster).stream()
                    .filter(line -> entries.stream().anyMatch(e -> line.startsWith(e + " ")))
                    .toList();
            return KeyBundle.text(
                    from, maker, good, closed, IdentityFolder.open(operator.orElseThrow()).signingKey(parent.random));
        }
    }

    /** {@code yochi sketch-key unwrap}. */
    @Command(name = "unwrap", description = "Prints the secret, as the node's setting sketchKey takes it.")
    static final class Unwrap implements Callable<Integer> {
        @ParentCommand
        @SuppressWarnings("NullAway.Init") // set before the call
        private SketchKeyCommand parent;

        @Option(names = "--private", required = true, paramLabel = "FILE")
        private Path file = Path.of("");

        @Option(names = "--node", required = true, paramLabel = "NAME")
        private String node = "";

        @Option(names = "--from", required = true, paramLabel = "DAY")
        private LocalDate from = LocalDate.EPOCH;

        @Option(names = "--in", required = true, paramLabel = "FILE")
        private Path in = Path.of("");

        @Override
        public Integer call() {
            List<String> pair = lines(file);
            try {
                byte[] secret = WrappedSecret.unwrap(
                                Files.readAllBytes(in),
                                node,
                                from,
                                HexFormat.of().parseHex(pair.get(0)),
                                HexFormat.of().parseHex(pair.get(1)))
                        .orElseThrow(() -> new YochiException(
                                ErrorCode.SIGNATURE, in + " was not closed for " + node + " from " + from));
                parent.surroundings.out().println(HexFormat.of().formatHex(secret));
                return 0;
            } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
                throw new YochiException(ErrorCode.INPUT_UNREADABLE, in + ", " + file + ": " + e.getMessage(), e);
            }
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new YochiException(ErrorCode.INPUT_UNREADABLE, file + ": " + e.getMessage(), e);
        }
    }
}
