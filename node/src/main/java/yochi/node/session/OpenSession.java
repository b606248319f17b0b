package yochi.node.session;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import yochi.core.model.Service;
import yochi.node.observation.HoneypotSession;
import yochi.node.observation.Origin;
import yochi.node.observation.Specimen;

/** One session while its events come in. */
final class OpenSession {
    private static final int MOST_NAMES = 16;
    private static final int MOST_PATHS = 256;
    private static final int LONGEST_NAME = 128;
    private static final int NOT_FOUND = 404;
    /** More refusals of one record change no verdict. */
    private static final int MOST_COUNTED = 16;

    private final Origin origin;
    private final String name;
    private final InetAddress source;
    private final long firstLine;
    private final Set<String> unknown = new LinkedHashSet<>();
    private final Set<String> exploits = new LinkedHashSet<>();
    private final Set<Specimen> specimens = new LinkedHashSet<>();
    private final Set<Integer> paths = new HashSet<>();
    private final Sayings sayings;
    private Service service;
    private Instant start;
    private Instant end;
    private int failed;
    private int successful;
    private int credentials;
    private int failedInMinute;
    private int commands;
    private int downloads;
    private int requests;
    private int missing;
    private boolean injection;

    OpenSession(
            Origin origin,
            String name,
            InetAddress source,
            Service service,
            Instant time,
            long line,
            WordStock stock) {
        this.sayings = new Sayings(stock);
        this.origin = origin;
        this.name = name;
        this.source = source;
        this.service = service;
        this.start = time;
        this.end = time;
        this.firstLine = line;
    }

    /** Takes an event in; false where it holds something without a word: it is kept by name. */
    boolean take(LogEvent event, CredentialWindows windows) {
        start = event.time().isBefore(start) ? event.time() : start;
        Instant until = event.end().orElse(event.time());
        end = until.isAfter(end) ? until : end;
        service = event.service().orElse(service);
        boolean known = true;
        for (Act act : event.acts()) {
            known &= take(act, event.time(), windows);
        }
        return known;
    }

    private boolean take(Act act, Instant time, CredentialWindows windows) {
        switch (act) {
            case Act.Login login -> login(login, time, windows);
            case Act.Logins counted -> counted(counted, time, windows);
            case Act.Command(String line) -> {
                commands++;
                sayings.command(line);
            }
            case Act.Download(Specimen specimen) -> {
                downloads++;
                if (specimens.size() < MOST_NAMES) {
                    specimens.add(specimen);
                }
            }
            case Act.Request request -> request(request);
            case Act.Exploit(String rule) -> keep(exploits, rule);
            case Act.Text(String text) -> {
                injection |= InjectionTokens.in(text);
                sayings.text(text);
            }
            case Act.Unknown(String event) -> keep(unknown, event);
        }
        return !(act instanceof Act.Unknown);
    }

    private void login(Act.Login login, Instant time, CredentialWindows windows) {
        if (login.successful()) {
            successful++;
        } else {
            failed++;
        }
        injection |= InjectionTokens.in(login.user()) || InjectionTokens.in(login.password());
        sayings.credential(login.user(), login.password());
        int hash = 31 * login.user().hashCode() + login.password().hashCode();
        window(time, OptionalInt.of(hash), !login.successful(), windows);
    }

    /** Log-ins that are only counted stand at one time. */
    private void counted(Act.Logins counted, Instant time, CredentialWindows windows) {
        failed += counted.failed();
        successful += counted.successful();
        for (int i = 0; i < Math.min(counted.failed(), MOST_COUNTED); i++) {
            window(time, OptionalInt.empty(), true, windows);
        }
    }

    private void window(Instant time, OptionalInt hash, boolean refused, CredentialWindows windows) {
        CredentialWindows.Counts counts = windows.add(origin.sensor().name(), source, service, time, hash, refused);
        credentials = Math.max(credentials, counts.credentials());
        failedInMinute = Math.max(failedInMinute, counts.failed());
    }

    private void request(Act.Request request) {
        requests++;
        missing += request.status() == NOT_FOUND ? 1 : 0;
        injection |= InjectionTokens.inRequest(request.target());
        sayings.request(request.target());
        int query = request.target().indexOf('?');
        String path = query < 0 ? request.target() : request.target().substring(0, query);
        if (paths.size() < MOST_PATHS) {
            paths.add(path.hashCode());
        }
    }

    private static void keep(Set<String> names, String name) {
        if (names.size() < MOST_NAMES) {
            names.add(name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name);
        }
    }

    /** Whether a word of it found no room. */
    boolean wordsLost() {
        return sayings.lost();
    }

    long firstLine() {
        return firstLine;
    }

    /** Whether so much time lies between the session and that instant that it is over. */
    boolean over(Instant now, Duration idle) {
        return now.isAfter(end.plus(idle)) || now.isBefore(start.minus(idle));
    }

    HoneypotSession finish(boolean closed) {
        return new HoneypotSession(
                origin,
                name,
                start,
                end,
                source,
                service,
                new HoneypotSession.Logins(failed, successful, credentials, failedInMinute),
                new HoneypotSession.Requests(requests, paths.size(), missing),
                commands,
                downloads,
                new ArrayList<>(specimens),
                injection,
                List.copyOf(exploits),
                closed,
                List.copyOf(unknown),
                sayings.said());
    }
}
