package yochi.node.trace;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import yochi.node.input.ByteSource;
import yochi.node.input.FormatReader;
import yochi.node.input.RejectReason;
import yochi.node.input.SourceStream;
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
 * Reads the JSON log of the honeyclient Thug: one document a visit. An exploit or a classifier's match is a verdict;
 * the bytes of scripts and files in it are passed over, only their hashes are taken.
 */
final class ThugReader implements FormatReader {
    static final String ID = "thug";

    private static final int MOST = 16;
    private static final int MOST_REDIRECTS = 32;
    private static final Set<String> LISTS = Set.of("connections", "exploits", "classifiers", "files");
    private static final Set<String> FIELDS = Set.of(
            "url", "timestamp", "logtype", "destination", "method", "module", "cve", "rule", "classifier", "md5",
            "sha256");

    private final TraceSettings settings;

    ThugReader(TraceSettings settings) {
        this.settings = settings;
    }

    static boolean fits(byte[] head, int length) {
        String text = new String(head, 0, Math.min(length, 1 << 14), java.nio.charset.StandardCharsets.UTF_8);
        return text.stripLeading().startsWith("{") && text.contains("\"thug\"") && text.contains("\"timestamp\"");
    }

    @Override
    public void read(String input, ByteSource source, Tally tally, ObservationSink sink) {
        Optional<Origin> origin = Watchers.of(settings.sensors(), ID, input, tally);
        if (origin.isEmpty()) {
            return;
        }
        Visit[] visit = {new Visit()};
        String fault = new DocumentScan(LISTS, FIELDS).scan(new SourceStream(source), (list, values, offset) -> {
            if (list.isEmpty()) {
                finish(origin.get(), visit[0], values, offset, tally, sink);
                visit[0] = new Visit();
            } else {
                visit[0].take(list, values);
            }
        });
        if (!fault.isEmpty()) {
            tally.reject(RejectReason.MALFORMED, source.offset(), fault);
        }
    }

    private void finish(
            Origin origin, Visit visit, Map<String, String> top, long offset, Tally tally, ObservationSink sink) {
        try {
            Instant time = LogTime.parse(top.getOrDefault("timestamp", ""));
            if (SessionRoom.timely(time, settings.latest(), tally, offset)) {
                PageVisit made = visit.of(origin, time, top.getOrDefault("url", ""));
                tally.take(TimeStamp.nanos(time), offset);
                sink.visit(made);
            }
        } catch (LogFault e) {
            tally.reject(RejectReason.MALFORMED, offset, e.what());
        }
    }

    /** One visit while its document is read. */
    private static final class Visit {
        private final List<String> redirects = new ArrayList<>();
        private final Set<String> rules = new LinkedHashSet<>();
        private final Set<Specimen> specimens = new LinkedHashSet<>();
        private boolean malicious;
        private int redirected;
        private String last = "";

        void take(String list, Map<String, String> values) {
            switch (list) {
                case "connections" -> connection(values);
                case "exploits" -> {
                    malicious = true;
                    rule(values.getOrDefault("cve", values.getOrDefault("module", "exploit")));
                }
                case "classifiers" -> {
                    malicious = true;
                    rule(values.getOrDefault("rule", "classifier"));
                }
                default -> file(values);
            }
        }

        /** Only what moves the visitor on, not what a page merely embeds. */
        private void connection(Map<String, String> values) {
            String method = values.getOrDefault("method", "").toLowerCase(Locale.ROOT);
            if (method.contains("redirect") || method.contains("refresh") || method.contains("location")) {
                redirected++;
                last = values.getOrDefault("destination", "");
                if (redirects.size() < MOST_REDIRECTS) {
                    redirects.add(Specimen.defang(last));
                }
            }
        }

        private void rule(String name) {
            if (rules.size() < MOST) {
                rules.add(Specimen.defang(name));
            }
        }

        /** Files are what was dropped. */
        private void file(Map<String, String> values) {
            String hash = values.getOrDefault("sha256", values.getOrDefault("md5", ""));
            if (!hash.isEmpty() && specimens.size() < MOST) {
                specimens.add(Specimen.of(hash, values.getOrDefault("url", "")));
            }
        }

        PageVisit of(Origin origin, Instant time, String page) {
            WebAddress address = WebAddress.of(last.isEmpty() ? page : last);
            return new PageVisit(
                    origin,
                    time,
                    Specimen.defang(page),
                    address.host(),
                    address.server(),
                    address.service(),
                    redirects,
                    redirected,
                    malicious ? PageVisit.Verdict.MALICIOUS : PageVisit.Verdict.UNKNOWN,
                    List.copyOf(rules),
                    List.copyOf(specimens));
        }
    }
}
