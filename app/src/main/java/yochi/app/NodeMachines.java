package yochi.app;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import yochi.core.model.AttackType;
import yochi.core.model.ErrorCode;
import yochi.core.model.Offender;
import yochi.core.model.OffenderReport;
import yochi.core.model.Service;
import yochi.core.model.YochiException;
import yochi.link.config.SettingsFile;
import yochi.node.line.NodeSettings;
import yochi.node.line.PartnerBook;

/** {@code yochi node machines}: what partners told this node of its country's machines, and how many it told them. */
@Command(
        name = "machines",
        description = "Shows which machines of the node's country partners saw attacking, with the evidence, and how"
                + " many machines of other countries this node told theirs. The node may be running.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./yochi node machines --config config/node.yaml",
            "  ./yochi node machines --config config/node.yaml --language ja --csv machines.csv",
            "  ./yochi node machines --config config/node.yaml --acknowledge all --by \"A. Operator\"",
            "  ./yochi node machines --config config/node.yaml --json -      yochi.partner-machines/1"
        })
final class NodeMachines implements Callable<Integer> {
    private static final int LONGEST_NAME = 100;

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // set before the call
    private NodeCommand parent;

    @Option(names = "--config", required = true, paramLabel = "FILE", description = "The node's settings (YAML).")
    private Path config = Path.of("config/node.yaml");

    @Option(
            names = "--acknowledge",
            paramLabel = "REPORT|all",
            description = "Say that a person has seen a report, or all; the node tells the centre that, and no more.")
    private Optional<String> acknowledge = Optional.empty();

    @Option(names = "--by", paramLabel = "NAME", description = "Who has seen it; needed with --acknowledge.")
    private Optional<String> by = Optional.empty();

    @Option(names = "--language", paramLabel = "en|ja", description = "Language of the sentences (default: en).")
    private String language = "en";

    @Option(names = "--csv", paramLabel = "FILE|-", description = "Write a line for each machine as CSV.")
    private Optional<String> csv = Optional.empty();

    @Option(names = "--json", paramLabel = "FILE|-", description = "Write all of it as JSON.")
    private Optional<String> json = Optional.empty();

    @Override
    public Integer call() {
        if (!language.equals("en") && !language.equals("ja")) {
            throw new YochiException(ErrorCode.USAGE, "--language is en or ja, not " + language);
        }
        if (csv.isPresent() && csv.equals(json) && csv.get().equals("-")) {
            throw new YochiException(ErrorCode.USAGE, "only one of --csv and --json goes to standard output");
        }
        NodeSettings settings = SettingsFile.read(config, NodeSettings.class);
        PartnerBook book = PartnerBook.read(PartnerBook.folder(settings.directory()));
        Output output = Output.to(parent.surroundings(), json);
        acknowledge.ifPresent(which -> acknowledge(book, which));
        if (!csv.equals(Optional.of("-"))) {
            lines(settings, book, language.equals("ja")).forEach(output.text()::println);
        }
        csv.ifPresent(where -> write(where, csv(book)));
        output.json(document(settings, book));
        return 0;
    }

    private void acknowledge(PartnerBook book, String which) {
        String who = by.map(String::strip)
                .filter(name -> !name.isEmpty() && name.length() <= LONGEST_NAME)
                .orElseThrow(() -> new YochiException(
                        ErrorCode.USAGE,
                        "--acknowledge needs --by: who has seen it, at most " + LONGEST_NAME + " letters"));
        List<PartnerBook.Report> meant = book.reports().stream()
                .filter(r -> which.equals("all") || r.key().equals(which))
                .toList();
        if (meant.isEmpty() && !which.equals("all")) {
            throw new YochiException(
                    ErrorCode.INPUT_REJECTED, "no report " + which + "; without --acknowledge all are listed");
        }
        Instant now = parent.surroundings().clock().instant();
        meant.forEach(r -> book.acknowledge(r, who, now));
    }

    private void write(String where, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (where.equals("-")) {
            parent.surroundings().out().write(bytes, 0, bytes.length);
        } else {
            Output.writeWhole(Path.of(where), bytes);
        }
    }

    private static List<String> lines(NodeSettings settings, PartnerBook book, boolean ja) {
        List<String> out = new ArrayList<>();
        long seen = book.reports().stream().filter(r -> book.seen(r).isPresent()).count();
        out.add(
                ja
                        ? settings.country() + " の端末に関する他国のノードからの報告：" + book.reports().size() + " 件（確認済み " + seen
                                + " 件）"
                        : "reports of partners on machines in " + settings.country() + ": "
                                + book.reports().size() + ", acknowledged " + seen);
        for (PartnerBook.Report r : book.reports()) {
            out.addAll(lines(r, book.seen(r), ja));
        }
        for (PartnerBook.Refused r : book.refused()) {
            out.add((ja ? "受け取らなかった報告 " : "refused ") + r.at() + " " + r.from() + ": " + r.why());
        }
        for (PartnerBook.Line l : book.told()) {
            out.add(told(l, ja));
        }
        return out;
    }

    private static String told(PartnerBook.Line l, boolean ja) {
        if (l.to().isEmpty()) {
            return ja
                    ? l.day() + " " + l.country() + " の端末 " + l.machines() + " 台：その国にはノードがないため、どこにも伝えていません。"
                    : l.day() + " machines of " + l.country() + ": " + l.machines()
                            + ", told to nobody, since that country has no node on the roster";
        }
        return ja
                ? l.day() + " " + l.country() + " の端末 " + l.machines() + " 台：ノード " + l.to().get() + " に伝えました。"
                : l.day() + " machines of " + l.country() + ": " + l.machines() + ", told to its node "
                        + l.to().get();
    }

    private static List<String> lines(PartnerBook.Report r, Optional<PartnerBook.Seen> seen, boolean ja) {
        OffenderReport report = r.report();
        List<String> out = new ArrayList<>();
        String tables = report.tables().map(Object::toString).orElse("?");
        String head = ja
                ? r.key() + "  " + r.from() + "（" + report.seenIn() + "）から " + r.received() + " に受信、観測は "
                        + report.released() + " まで、ポリシー " + report.policy() + "、国の判定は " + tables
                        + " の表による、偽装の可能性があり名を挙げない端末 " + report.unproven() + " 台以下"
                : r.key() + "  from " + r.from() + " (" + report.seenIn() + "), received " + r.received()
                        + ", observed until " + report.released() + ", policy " + report.policy()
                        + ", country by the table of " + tables + ", not named since they may be forged: up to "
                        + report.unproven();
        out.add(head + seen.map(s -> (ja ? "、確認 " : ", acknowledged ") + s.at() + " " + s.by())
                .orElse(""));
        for (Offender o : report.offenders()) {
            out.add("  " + o.address().network() + "  " + o.asn() + "  " + o.from() + " – " + o.until() + "  "
                    + types(o) + "  " + services(o) + "  " + sentence(o, ja));
        }
        return out;
    }

    /** Why the address is not forged. */
    private static String sentence(Offender o, boolean ja) {
        return switch (o.evidence()) {
            case LOGIN -> ja ? "接続の中でログインを試みました。" : "It tried to log in, inside a connection.";
            case DOWNLOAD -> ja ? "接続の中でファイルを取得または送信しました。" : "It fetched or handed over a file, inside a connection.";
            case HANDSHAKE -> ja ? "接続を確立して攻撃を送りました。" : "It attacked inside a completed connection.";
            case REPEATED_SCAN ->
                ja
                        ? o.sensors() + " 個のセンサーで 10 分以上、TTL と特徴が一致する同じ走査元を観測しました。"
                        : "One scanner at " + o.sensors()
                                + " sensors, alike in TTL and fingerprint, over ten minutes or more.";
        };
    }

    private static String types(Offender o) {
        return String.join(" ", o.attackTypes().stream().map(AttackType::name).toList());
    }

    private static String services(Offender o) {
        return String.join(" ", o.services().stream().map(Service::toString).toList());
    }

    private static String word(Offender.Evidence evidence) {
        return evidence.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String csv(PartnerBook book) {
        StringBuilder out = new StringBuilder(
                "report,from,seen_in,received,address,asn,first,last,evidence,sensors,attack_types,services,table_date,"
                        + "acknowledged\r\n");
        for (PartnerBook.Report r : book.reports()) {
            for (Offender o : r.report().offenders()) {
                out.append(String.join(
                                ",",
                                r.key(),
                                r.from(),
                                r.report().seenIn().code(),
                                r.received().toString(),
                                o.address().network(),
                                Long.toString(o.asn().number()),
                                o.from().toString(),
                                o.until().toString(),
                                word(o.evidence()),
                                Integer.toString(o.sensors()),
                                types(o),
                                services(o),
                                r.report().tables().map(Object::toString).orElse(""),
                                book.seen(r).map(s -> s.at().toString()).orElse("")))
                        .append("\r\n");
            }
        }
        return out.toString();
    }

    private static Map<String, Object> document(NodeSettings settings, PartnerBook book) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("version", "yochi.partner-machines/1");
        out.put("country", settings.country().code());
        out.put("reports", book.reports().stream().map(r -> document(r, book.seen(r))).toList());
        out.put(
                "refused",
                book.refused().stream()
                        .map(r -> Map.of("at", r.at().toString(), "from", r.from(), "why", r.why()))
                        .toList());
        out.put("told", book.told().stream().map(NodeMachines::document).toList());
        return out;
    }

    private static Map<String, Object> document(PartnerBook.Line l) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("day", l.day().toString());
        out.put("country", l.country().code());
        l.to().ifPresent(to -> out.put("to", to));
        out.put("machines", l.machines());
        return out;
    }

    private static Map<String, Object> document(PartnerBook.Report r, Optional<PartnerBook.Seen> seen) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("report", r.key());
        out.put("from", r.from());
        out.put("seenIn", r.report().seenIn().code());
        out.put("received", r.received().toString());
        out.put("until", r.report().released().toString());
        out.put("policy", r.report().policy());
        r.report().tables().ifPresent(t -> out.put("tableDate", t.toString()));
        out.put("unproven", r.report().unproven());
        seen.ifPresent(s -> out.put("acknowledged", Map.of("at", s.at().toString(), "by", s.by())));
        out.put("machines", r.report().offenders().stream().map(NodeMachines::document).toList());
        return out;
    }

    private static Map<String, Object> document(Offender o) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("address", o.address().network());
        out.put("asn", o.asn().number());
        out.put("from", o.from().toString());
        out.put("until", o.until().toString());
        out.put("evidence", word(o.evidence()));
        out.put("why", Map.of("en", sentence(o, false), "ja", sentence(o, true)));
        out.put("sensors", o.sensors());
        out.put("attackTypes", o.attackTypes().stream().map(AttackType::name).toList());
        out.put("services", o.services().stream().map(Service::toString).toList());
        return out;
    }
}
