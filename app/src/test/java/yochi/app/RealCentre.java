package yochi.app;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import yochi.centre.line.Centre;
import yochi.centre.line.CentreSettings;
import yochi.centre.line.HomeCentre;
import yochi.centre.response.MemberEntry;
import yochi.core.model.Alert;
import yochi.core.model.Asn;
import yochi.core.model.Country;
import yochi.core.model.EventLog;
import yochi.core.model.Prefix;
import yochi.core.model.Service;
import yochi.core.model.Ticker;
import yochi.core.model.Tlp;
import yochi.core.model.Victim;
import yochi.link.config.SettingsFile;
import yochi.link.identity.VerifyingKey;
import yochi.link.wire.TlsContexts;

/** A real centre in a test's folder, on free ports of loopback, with the member {@code isp-a} where one is needed. */
final class RealCentre {
    private static final Asn OWN = new Asn(64_496);

    private RealCentre() {}

    private static CentreSettings settings(Path folder, String more) {
        return SettingsFile.parse(
                "home: JP\ndirectory: centre\nparty: {port: 0}\nopen: {port: 0}\nroundEvery: 0s\n" + more,
                "test",
                folder,
                CentreSettings.class);
    }

    private static yochi.centre.line.Surroundings around() {
        return new yochi.centre.line.Surroundings(
                InstantSource.system(), Ticker.system(), new SecureRandom(), EventLog.none());
    }

    /** For nodes: every country has {@link MadeTraffic#POLICY}. */
    static Centre forNodes(Path folder) throws IOException {
        return forNodes(folder, MadeTraffic.POLICY);
    }

    /** For nodes that all have that policy. */
    static Centre forNodes(Path folder, String policy) throws IOException {
        Files.writeString(folder.resolve("policy.yaml"), policy);
        Centre centre = Centre.open(settings(folder, "policies: {other: policy.yaml}\n"), around());
        centre.start(List.of(), List.of());
        return centre;
    }

    /** With all its rooms. */
    static HomeCentre whole(Path folder, HomeCentre.Approval approval) {
        return whole(folder, approval, "");
    }

    private static HomeCentre whole(Path folder, HomeCentre.Approval approval, String more) {
        return HomeCentre.open(settings(folder, more), around(), approval, HomeCentre.live("test"))
                .start();
    }

    /** With all its rooms, for nodes that all have that policy. */
    static HomeCentre wholeForNodes(Path folder, String policy) throws IOException {
        Files.writeString(folder.resolve("policy.yaml"), policy);
        CentreSettings plain = settings(folder, "");
        return whole(folder, HomeCentre.later(plain, new SecureRandom()), "policies: {other: policy.yaml}\n");
    }

    /** What its pages' interface answers to anybody. */
    static JsonNode page(Centre centre, String path) throws IOException, InterruptedException {
        try (HttpClient anybody = HttpClient.newBuilder()
                .sslContext(TlsContexts.firstContact(centre.authority().fingerprint()))
                .build()) {
            HttpResponse<String> answer = anybody.send(
                    HttpRequest.newBuilder(URI.create(centre.openListener() + path)).build(),
                    HttpResponse.BodyHandlers.ofString());
            return JsonMapper.shared().readTree(answer.body());
        }
    }

    static void register(HomeCentre centre, VerifyingKey member) {
        centre.desk()
                .register(
                        new MemberEntry(
                                "isp-a",
                                member,
                                List.of(new MemberEntry.Network(OWN, Prefix.parse("192.0.2.0/24"), 2_000_000))),
                        Tlp.AMBER,
                        "a reader's token of some length");
    }

    /** An attack order against the member's network. */
    static Alert alert(String id) {
        Instant now = Instant.now();
        return new Alert(
                id,
                Alert.Basis.NOWCAST,
                now,
                now,
                "Attack ordered",
                OWN,
                List.of(new Victim(
                        "v1", new Country("JP"), "tld", OWN, List.of("http/get"), List.of(Service.tcp(443)), 3)),
                1,
                0,
                List.of(),
                List.of(),
                Tlp.AMBER);
    }
}
