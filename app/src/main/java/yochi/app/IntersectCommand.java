package yochi.app;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;
import yochi.core.model.ErrorCode;
import yochi.core.model.YochiException;
import yochi.link.config.SettingsFile;
import yochi.node.border.IntersectionDesk;
import yochi.node.border.KeyRing;
import yochi.node.border.KeyRoster;
import yochi.node.border.MeetingBook;
import yochi.node.border.NodePair;
import yochi.node.border.ReaderBudget;
import yochi.node.line.KeptDay;
import yochi.node.line.NodeSettings;

/** {@code yochi intersect}: how many addresses of a day two nodes have in common, without a common key. */
@Command(
        name = "intersect",
        description = "Compares a day's addresses with another node's: both learn two sizes and how many are common.",
        footerHeading = "%nExample, one side each:%n",
        footer = {
            "  ./yochi intersect --config node.yaml --roster roster --with n2 --day 2026-02-01 --listen 192.0.2.1:7443",
            "  ./yochi intersect --config node.yaml --roster roster --with n1 --day 2026-02-01 --call 192.0.2.1:7443",
            "",
            "Both policies must allow it (intersections), and both nodes stand on the roster by the pair that the",
            "setting sketchKeys names. Nothing is revealed to whoever carries the bytes but their number."
        })
final class IntersectCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int TRIES = 120;

    private final Surroundings surroundings;
    private final SecureRandom random = new SecureRandom();

    @Option(names = "--config", required = true, paramLabel = "FILE", description = "The node's settings (YAML).")
    private Path config = Path.of("config/node.yaml");

    @Option(names = "--roster", required = true, paramLabel = "FILE", description = "Signed lines of both nodes.")
    private Path roster = Path.of("");

    @Option(names = "--with", required = true, paramLabel = "NODE", description = "The other node's name there.")
    private String with = "";

    @Option(names = "--day", required = true, paramLabel = "DAY", description = "Day in UTC, the same on both sides.")
    private LocalDate day = LocalDate.EPOCH;

    @Option(names = "--listen", paramLabel = "HOST:PORT", description = "Wait to be called.")
    private Optional<String> listen = Optional.empty();

    @Option(names = "--call", paramLabel = "HOST:PORT", description = "Call the side that waits.")
    private Optional<String> call = Optional.empty();

    @Option(names = "--json", description = "The result as JSON (yochi.intersect/1).")
    private boolean json;

    IntersectCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        NodeSettings settings = SettingsFile.read(config, NodeSettings.class);
        NodeSettings.SketchKeyFolder keys = settings.sketchKeys()
                .orElseThrow(() -> new YochiException(
                        ErrorCode.SETTINGS, config + " has no sketchKeys: the pair by which the other side knows us"));
        KeptDay kept = KeptDay.read(settings, day);
        KeyRoster.Entry peer = peer(keys);
        ReaderBudget budget = ReaderBudget.open(
                settings.directory().resolve("intersections"), surroundings.clock(), Duration.ofDays(1));
        MeetingBook book = MeetingBook.open(settings.directory().resolve("intersections.log"), surroundings.clock());
        IntersectionDesk desk =
                new IntersectionDesk(kept.name(), NodePair.read(keys.pair()), kept.policy(), budget, book, random);
        try (Socket socket = socket()) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            IntersectionDesk.Told told = desk.meet(
                    peer,
                    day,
                    kept.addresses(),
                    listen.isPresent(),
                    new BufferedInputStream(socket.getInputStream()),
                    new BufferedOutputStream(socket.getOutputStream()));
            print(told, kept);
            return 0;
        } catch (IOException e) {
            throw new YochiException(ErrorCode.PEER_REFUSED, "intersection with " + with + ": " + e.getMessage(), e);
        }
    }

    private KeyRoster.Entry peer(NodeSettings.SketchKeyFolder keys) {
        LocalDate today = LocalDate.ofInstant(surroundings.clock().instant(), ZoneOffset.UTC);
        try {
            KeyRoster.Checked checked =
                    KeyRoster.check(Files.readAllLines(roster), KeyRing.operators(keys.operators()), today);
            return checked.entries().stream()
                    .filter(e -> e.node().equals(with))
                    .findFirst()
                    .orElseThrow(() -> new YochiException(
                            ErrorCode.SIGNATURE, with + " is not on the roster by a pinned operator's signature"));
        } catch (IOException e) {
            throw new YochiException(ErrorCode.INPUT_UNREADABLE, roster + ": " + e.getMessage(), e);
        }
    }

    private Socket socket() throws IOException {
        if (listen.isPresent() == call.isPresent()) {
            throw new YochiException(ErrorCode.USAGE, "one side gives --listen, the other --call");
        }
        String address = listen.or(() -> call).orElse("");
        int colon = address.lastIndexOf(':');
        if (colon < 1 || !address.substring(colon + 1).matches("[0-9]{1,5}")) {
            throw new YochiException(ErrorCode.USAGE, "no HOST:PORT: " + address);
        }
        String host = address.substring(0, colon);
        int port = Integer.parseInt(address.substring(colon + 1));
        if (call.isPresent()) {
            return called(new InetSocketAddress(host, port));
        }
        try (ServerSocket server = new ServerSocket(port, 1, InetAddress.getByName(host))) {
            surroundings.err().println("waiting at " + host + ":" + server.getLocalPort());
            server.setSoTimeout((int) PATIENCE.toMillis());
            return server.accept();
        }
    }

    /** The other side may come a little later. */
    private static Socket called(InetSocketAddress there) throws IOException {
        for (int left = TRIES; true; left--) {
            Socket socket = new Socket();
            try {
                socket.connect(there, (int) PATIENCE.toMillis());
                return socket;
            } catch (ConnectException e) {
                socket.close();
                if (left == 0) {
                    throw e;
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    private void print(IntersectionDesk.Told told, KeptDay kept) {
        List<String> reveals = List.of(
                "to both sides: how many addresses each has, in steps of 100, and how many are common; no address",
                "a side that lies may choose its addresses, and learn which of them the other has; a day is told once",
                "to whoever carries the bytes: their number, and so the number of addresses compared");
        if (!json) {
            String common = told.common().isPresent() ? "about " + told.common().getAsLong() : "too few to tell";
            surroundings.out().printf(
                    "%s and %s, %s: %d and up to %d addresses, common: %s (%d to %d)%n",
                    kept.name(), with, day, told.own(), told.other(), common, told.low(), told.high());
            surroundings.out().printf("of %d released windows of the day that are still here%n", kept.windows());
            reveals.forEach(r -> surroundings.out().println("told " + r));
            return;
        }
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("version", "yochi.intersect/1");
        out.put("node", kept.name());
        out.put("with", with);
        out.put("day", day.toString());
        out.put("own", told.own());
        out.put("other", told.other());
        out.put("share", told.share());
        told.common().ifPresent(n -> out.put("common", n));
        out.put("low", told.low());
        out.put("high", told.high());
        out.put("windows", kept.windows());
        out.put("reveals", reveals);
        surroundings.out().println(JsonMapper.shared().writeValueAsString(out));
    }
}
