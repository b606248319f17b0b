package yochi.app;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import yochi.core.model.ErrorCode;
import yochi.core.model.Service;
import yochi.core.model.SourceList;
import yochi.core.model.YochiException;
import yochi.link.config.SettingsFile;
import yochi.link.identity.OwnerOnlyFile;
import yochi.node.border.SourceResolution;
import yochi.node.line.NodeSettings;
import yochi.node.line.SourceInquiry;

/** {@code yochi sources}: a node of the home country writes who is likely to come, as far as it can name them. */
@Command(
        name = "sources",
        description = "At a node of the home country: fetches the sealed lists of who is likely to come, and writes"
                + " those it can name, service by service. No address leaves the node. Most listed sources do not"
                + " come: watch by these lists, do not block by them alone.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./yochi sources --config config/node.yaml --into lists",
            "      lists/sources.csv, and lists/tcp-22.txt for each service: an address a line, the likeliest first",
            "  ./yochi sources --config config/node.yaml --day 2026-02-01 --leave-out known.txt --json -"
        })
final class SourcesCommand implements Callable<Integer> {
    private static final int SHOWN = 10;

    private final Surroundings surroundings;

    @Option(names = "--config", required = true, paramLabel = "FILE", description = "The node's settings (YAML).")
    private Path config = Path.of("config/node.yaml");

    @Option(names = "--day", paramLabel = "DAY", description = "The list of that day (UTC); else the newest.")
    private Optional<LocalDate> day = Optional.empty();

    @Option(
            names = "--into",
            paramLabel = "DIR",
            description = "Write sources.csv there and, for each service, a plain list of addresses for a firewall or"
                    + " a watch list. All files are closed to others; lists of an earlier day are emptied.")
    private Optional<Path> into = Optional.empty();

    @Option(
            names = "--leave-out",
            paramLabel = "FILE",
            description = "Addresses never to be listed, such as research scanners and allowed ones: a prefix a line"
                    + " and why; they are counted by that word.")
    private Optional<Path> leaveOut = Optional.empty();

    @Option(
            names = "--chance",
            paramLabel = "P",
            description = "Only sources at least so likely to come, 0 to 1 (default: ${DEFAULT-VALUE}).")
    private double chance;

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description = "Judge the list's expiry at that moment, for replays of old data; else now.")
    private Optional<Instant> at = Optional.empty();

    @Mixin
    private final Output output;

    SourcesCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        output = new Output(surroundings);
    }

    /** One line of the result. */
    record Line(
            String service,
            int rank,
            String address,
            double chance,
            String evidence,
            boolean seenHere,
            int homeDays,
            int nodesAbroad,
            int daysAgo) {}

    /** {@code yochi.sources/1}. */
    record Document(
            String version,
            String node,
            LocalDate day,
            Instant issued,
            Instant expires,
            String method,
            String sealed,
            Map<String, Integer> lengths,
            List<Line> sources,
            Map<String, Integer> unresolved,
            Map<String, Integer> leftOut,
            int unlikely,
            List<String> refusedBoxes,
            List<String> missing) {}

    @Override
    public Integer call() throws InterruptedException {
        if (!(chance >= 0 && chance <= 1)) {
            throw new YochiException(ErrorCode.USAGE, "--chance is 0 to 1, not " + chance);
        }
        LeaveOut without = leaveOut.map(LeaveOut::read).orElseGet(LeaveOut::nothing);
        SourceInquiry.Answer answer = new SourceInquiry(SettingsFile.read(config, NodeSettings.class)).ask(day);
        Document document = document(answer, without);
        Instant now = at.orElseGet(() -> surroundings.clock().instant());
        if (!now.isBefore(document.expires)) {
            throw new YochiException(
                    ErrorCode.INPUT_REJECTED,
                    "the newest list is of " + document.day + " and expired at " + document.expires
                            + "; the next is sealed in the two hours before its day (UTC). Nothing was written.");
        }
        into.ifPresent(folder -> write(folder, document));
        tell(document);
        output.json(document);
        return document.refusedBoxes.isEmpty() ? 0 : ErrorCode.INPUT_REJECTED.kind().exitCode();
    }

    private Document document(SourceInquiry.Answer answer, LeaveOut without) {
        SourceList list = answer.list();
        Map<String, Integer> lengths = new LinkedHashMap<>();
        list.services().forEach(s -> lengths.put(s.service().toString(), s.places().size()));
        List<Line> lines = new ArrayList<>();
        Map<String, Integer> leftOut = new TreeMap<>();
        int unlikely = 0;
        for (SourceResolution.Resolved one : answer.found().sources()) {
            Optional<String> why = without.why(one.address());
            if (why.isPresent()) {
                leftOut.merge(why.get(), 1, Integer::sum);
            } else if (one.place().chance() < chance) {
                unlikely++;
            } else {
                lines.add(line(one));
            }
        }
        return new Document(
                "yochi.sources/1",
                answer.node(),
                list.day(),
                list.issued(),
                list.day().plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC),
                list.method(),
                list.sealed(),
                lengths,
                lines,
                answer.found().unresolved(),
                leftOut,
                unlikely,
                answer.found().refused(),
                list.missing());
    }

    private static Line line(SourceResolution.Resolved one) {
        return new Line(
                one.service().toString(),
                one.rank(),
                one.address().getHostAddress(),
                one.place().chance(),
                one.evidence().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                one.own(),
                one.place().homeDays(),
                one.place().nodesAbroad(),
                one.place().daysAgo());
    }

    private static void write(Path folder, Document document) {
        OwnerOnlyFile.folder(folder);
        List<String> csv = new ArrayList<>(List.of("service,rank,address,chance,evidence,seenHere,homeDays,"
                + "nodesAbroad,daysAgo,issued,expires"));
        document.sources.forEach(l -> csv.add(String.join(
                ",",
                l.service,
                Integer.toString(l.rank),
                l.address,
                told(l.chance),
                l.evidence,
                Boolean.toString(l.seenHere),
                Integer.toString(l.homeDays),
                Integer.toString(l.nodesAbroad),
                Integer.toString(l.daysAgo),
                document.issued.toString(),
                document.expires.toString())));
        OwnerOnlyFile.replace(folder.resolve("sources.csv"), csv);
        for (String service : document.lengths.keySet()) {
            List<String> addresses = document.sources.stream()
                    .filter(l -> l.service.equals(service))
                    .map(Line::address)
                    .toList();
            OwnerOnlyFile.replace(folder.resolve(file(service)), addresses);
        }
        stale(folder, document);
    }

    /** A list that is not made any more must not be taken for one of today. */
    private static void stale(Path folder, Document document) {
        List<String> fresh = document.lengths.keySet().stream().map(SourcesCommand::file).toList();
        try (var files = java.nio.file.Files.list(folder)) {
            files.filter(f -> f.getFileName().toString().matches("(tcp|udp|icmp6?|ip)-[0-9]+\\.txt"))
                    .filter(f -> !fresh.contains(f.getFileName().toString()))
                    .forEach(f -> OwnerOnlyFile.replace(f, List.of()));
        } catch (java.io.IOException e) {
            throw new YochiException(ErrorCode.STORE_UNUSABLE, folder + ": " + e.getMessage(), e);
        }
    }

    private static String file(String service) {
        return Service.parse(service).toString().replace('/', '-') + ".txt";
    }

    private static String told(double chance) {
        return String.format(Locale.ROOT, "%.4f", chance);
    }

    private void tell(Document document) {
        PrintStream text = output.text();
        text.println("Who is likely to come on " + document.day + " (UTC); issued " + document.issued + ", expires "
                + document.expires);
        for (Map.Entry<String, Integer> list : document.lengths.entrySet()) {
            List<Line> here = document.sources.stream()
                    .filter(l -> l.service.equals(list.getKey()))
                    .toList();
            text.println(list.getKey() + ": " + list.getValue() + " listed, " + here.size() + " named here");
            here.stream()
                    .limit(SHOWN)
                    .forEach(l -> text.printf(
                            Locale.ROOT,
                            "  %4d  %-39s  %5.1f %%  %s, home on %d days, %d nodes abroad, last %d days ago%n",
                            l.rank,
                            l.address,
                            100 * l.chance,
                            l.evidence,
                            l.homeDays,
                            l.nodesAbroad,
                            l.daysAgo));
        }
        document.unresolved.forEach((why, n) -> text.println(n + " not named: " + why));
        document.leftOut.forEach((why, n) -> text.println(n + " left out: " + why));
        if (document.unlikely > 0) {
            text.println(document.unlikely + " less likely than " + chance);
        }
        document.refusedBoxes.forEach(why -> text.println("refused: " + why));
        document.missing.forEach(why -> text.println("made without: " + why));
    }
}
