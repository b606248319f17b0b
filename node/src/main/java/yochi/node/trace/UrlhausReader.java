package yochi.node.trace;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import yochi.node.input.ByteSource;
import yochi.node.input.FormatReader;
import yochi.node.input.RejectReason;
import yochi.node.input.Tally;
import yochi.node.input.TimeStamp;
import yochi.node.observation.ObservationSink;
import yochi.node.observation.Origin;
import yochi.node.observation.PageVisit;
import yochi.node.observation.Specimen;
import yochi.node.session.LogFault;
import yochi.node.session.SessionRoom;
import yochi.node.session.Watchers;

/**
 * Reads the tables of URLhaus: links that spread malware, and in the table of payloads what lay behind them, by hash.
 * Their column names stand in the last comment before the first row.
 */
final class UrlhausReader implements FormatReader {
    static final String ID = "urlhaus";

    private static final String COMMENT = "#";
    private static final int MOST_NAMES = 16;

    private final TraceSettings settings;

    UrlhausReader(TraceSettings settings) {
        this.settings = settings;
    }

    static boolean fits(byte[] head, int length) {
        String text = new String(head, 0, Math.min(length, 2048), java.nio.charset.StandardCharsets.ISO_8859_1);
        return text.startsWith(COMMENT)
                && (text.contains("dateadded,url,") || text.contains("firstseen,url,"));
    }

    @Override
    public void read(String input, ByteSource source, Tally tally, ObservationSink sink) {
        LineReader line = new LineReader(source, tally, settings.longestLineBytes());
        Optional<Origin> origin = Watchers.of(settings.sensors(), ID, input, tally);
        List<String> names = List.of();
        Optional<CsvRecords> table = Optional.empty();
        while (origin.isPresent() && line.next()) {
            String text = CsvRecords.text(line);
            if (text.startsWith(COMMENT)) {
                if (text.contains(",url,")) {
                    names = QuotedLine.split(text.substring(1));
                }
                continue;
            }
            if (table.isEmpty()) {
                table = CsvRecords.of(line, ',', names, List.of("url"), tally);
                if (table.isEmpty()) {
                    return;
                }
            }
            row(origin.get(), table.get().at(text), tally, sink);
        }
    }

    private void row(Origin origin, CsvRecords row, Tally tally, ObservationSink sink) {
        try {
            Instant time = LogTime.parse(row.field("dateadded") + row.field("firstseen"));
            if (SessionRoom.timely(time, settings.latest(), tally, row.number())) {
                PageVisit visit = visit(origin, row, time);
                tally.take(TimeStamp.nanos(time), row.number());
                sink.visit(visit);
            }
        } catch (LogFault fault) {
            tally.reject(RejectReason.MALFORMED, row.number(), fault.what());
        }
    }

    private static PageVisit visit(Origin origin, CsvRecords row, Instant time) {
        WebAddress address = WebAddress.of(row.field("url"));
        List<Specimen> specimens = new ArrayList<>();
        String hash = row.field("sha256").isEmpty() ? row.field("md5") : row.field("sha256");
        if (!hash.isEmpty()) {
            specimens.add(Specimen.of(hash, row.field("url")));
        }
        List<String> rules = Stream.of(row.field("threat"), row.field("signature"), row.field("tags"))
                .flatMap(t -> Stream.of(t.split(",", -1)))
                .map(String::strip)
                .filter(t -> !t.isEmpty() && !t.equals("None") && !t.equals("n/a"))
                .distinct()
                .limit(MOST_NAMES)
                .toList();
        return new PageVisit(
                origin,
                time,
                Specimen.defang(row.field("url")),
                address.host(),
                address.server(),
                address.service(),
                List.of(),
                0,
                PageVisit.Verdict.MALICIOUS,
                rules,
                specimens);
    }
}
