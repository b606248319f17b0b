package yochi.node.trace;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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
 * Reads HTTP archives (HAR 1.2) of a crawler's browser: a visit per page, with the redirects that its first request
 * went through. What the crawler thought of a page stands in a verdict file beside the archive ({@link VerdictFile}).
 */
final class HarReader implements FormatReader {
    static final String ID = "har";

    private static final int MOST_PAGES = 10_000;
    private static final int MOST_REDIRECTS = 32;
    private static final Set<String> FIELDS = Set.of(
            "pageref",
            "startedDateTime",
            "request.url",
            "response.status",
            "response.redirectURL",
            "serverIPAddress");

    private final TraceSettings settings;

    HarReader(TraceSettings settings) {
        this.settings = settings;
    }

    static boolean fits(byte[] head, int length) {
        String text = new String(head, 0, Math.min(length, 4096), java.nio.charset.StandardCharsets.UTF_8);
        String dense = text.replaceAll("\\s", "").replace("\uFEFF", "");
        return dense.startsWith("{\"log\":{") && dense.contains("\"version\"");
    }

    @Override
    public void read(String input, ByteSource source, Tally tally, ObservationSink sink) {
        Optional<Origin> origin = Watchers.of(settings.sensors(), ID, input, tally);
        if (origin.isEmpty()) {
            return;
        }
        VerdictFile verdicts = VerdictFile.beside(input, tally);
        Map<String, Page> pages = new LinkedHashMap<>();
        String fault = new DocumentScan(Set.of("log.entries"), FIELDS)
                .scan(new SourceStream(source), (list, values, offset) -> {
                    if (!list.isEmpty()) {
                        entry(values, offset, pages, tally);
                    }
                });
        if (!fault.isEmpty()) {
            tally.reject(RejectReason.MALFORMED, source.offset(), fault);
        }
        pages.forEach((id, page) -> sink.visit(page.visit(origin.get(), verdicts.of(id, page.url))));
    }

    private void entry(Map<String, String> entry, long offset, Map<String, Page> pages, Tally tally) {
        try {
            Instant time = LogTime.parse(entry.getOrDefault("startedDateTime", ""));
            String url = entry.getOrDefault("request.url", "");
            if (!SessionRoom.timely(time, settings.latest(), tally, offset)) {
                return;
            }
            String id = entry.getOrDefault("pageref", "");
            Page known = pages.get(id);
            if (known == null && pages.size() >= MOST_PAGES) {
                tally.reject(RejectReason.MALFORMED, offset, "more than " + MOST_PAGES + " pages");
                return;
            }
            if (known == null) {
                known = new Page(time, url, WebAddress.of(url));
                pages.put(id, known);
            }
            known.take(url, entry);
            tally.take(TimeStamp.nanos(time), offset);
        } catch (LogFault e) {
            tally.reject(RejectReason.MALFORMED, offset, e.what());
        }
    }

    /** One page while its requests come in. */
    private static final class Page {
        private final Instant time;
        private final String url;
        private final List<String> redirects = new ArrayList<>();
        private WebAddress last;
        private Optional<String> server = Optional.empty();
        private String next;
        private int redirected;

        Page(Instant time, String url, WebAddress address) {
            this.time = time;
            this.url = url;
            this.last = address;
            this.next = url;
        }

        /** Follows the chain from the first request on; other requests of the page are no part of it. */
        void take(String asked, Map<String, String> entry) {
            if (!asked.equals(next)) {
                return;
            }
            last = WebAddress.of(asked);
            server = Optional.ofNullable(entry.get("serverIPAddress"));
            String to = entry.getOrDefault("response.redirectURL", "");
            next = entry.getOrDefault("response.status", "").startsWith("3") ? resolved(asked, to) : "";
            if (!next.isEmpty()) {
                redirected++;
                if (redirects.size() < MOST_REDIRECTS) {
                    redirects.add(Specimen.defang(next));
                }
            }
        }

        private static String resolved(String from, String to) {
            try {
                return to.isEmpty() ? "" : java.net.URI.create(from).resolve(to).toString();
            } catch (IllegalArgumentException e) {
                return to;
            }
        }

        PageVisit visit(Origin origin, VerdictFile.Entry verdict) {
            return new PageVisit(
                    origin,
                    time,
                    Specimen.defang(url),
                    last.host(),
                    server.map(s -> s.replace("[", "").replace("]", ""))
                            .flatMap(Fields::address)
                            .or(last::server),
                    last.service(),
                    redirects,
                    redirected,
                    verdict.verdict(),
                    verdict.rules(),
                    verdict.specimens());
        }
    }
}
