package yochi.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import yochi.centre.line.HomeCentre;
import yochi.centre.response.Approver;
import yochi.link.identity.PartyName;
import yochi.link.identity.SigningKey;
import yochi.link.identity.VerifyingKey;
import yochi.link.wire.TlsContexts;

/** R-5, design §3: four eyes from a terminal, over real TLS: only who has the approver's key reads and signs. */
class ApproveCommandTest {
    @TempDir
    Path folder;

    private final SecureRandom random = new SecureRandom();
    private HomeCentre centre;
    private Stage stage = new Stage();

    @BeforeEach
    void start() {
        assertThat(run("--print-key")).isZero();
        VerifyingKey key = VerifyingKey.parse(stage.out().strip());
        centre = RealCentre.whole(folder, new HomeCentre.Approval(key, Approver.later()));
        RealCentre.register(centre, SigningKey.generate(random).publicPart());
    }

    @AfterEach
    void stop() {
        centre.close();
    }

    private int run(String... more) {
        stage = new Stage(InstantSource.system());
        List<String> line = new ArrayList<>(
                List.of("approve", "--key", folder.resolve("approver").toString()));
        line.addAll(Arrays.asList(more));
        return stage.run(line.toArray(String[]::new));
    }

    private String address() {
        return centre.centre().openListener().toString();
    }

    private String fingerprint() {
        return centre.centre().authority().fingerprint();
    }

    @Test
    void whatWaitsIsReadAndSignedAndThenGoesOutWithBothSignatures() throws Exception {
        centre.desk().response().notify(RealCentre.alert("alert-1"));
        centre.desk().response().notify(RealCentre.alert("other-2"));
        String information =
                centre.desk().response().next("isp-a", Duration.ZERO).orElseThrow();
        assertThat(signatures(information)).isEqualTo(1);
        assertThat(centre.desk().response().next("isp-a", Duration.ZERO)).isPresent();
        assertThat(centre.desk().response().next("isp-a", Duration.ZERO)).isEmpty();

        assertThat(run("--list", "--centre", address(), "--root", fingerprint())).isZero();
        assertThat(stage.out())
                .contains("alert alert-1", "to isp-a:", "limit to 2000000 bytes/s", "192.0.2.0/24", "other-2");

        assertThat(run("alert-1", "--centre", address(), "--json", "-")).isZero();
        JsonNode said = JsonMapper.shared().readTree(stage.out());
        assertThat(said.path("version").stringValue()).isEqualTo("yochi.approve/1");
        assertThat(said.path("approved")).hasSize(1);
        assertThat(said.at("/alerts/0/notices/0/notice")).isEqualTo(said.at("/approved/0"));
        String armable = centre.desk().response().next("isp-a", Duration.ZERO).orElseThrow();
        assertThat(signatures(armable)).isEqualTo(2);
        assertThat(JsonMapper.shared().readTree(armable).at("/body/alert/id").stringValue())
                .isEqualTo("alert-1");
        assertThat(centre.desk().response().next("isp-a", Duration.ZERO)).isEmpty();

        assertThat(run("--list", "--centre", address(), "--json", "-")).isZero();
        assertThat(JsonMapper.shared().readTree(stage.out()).at("/alerts/0/alert").stringValue())
                .isEqualTo("other-2");
        assertThat(run("alert-1", "--centre", address())).isEqualTo(2);
        assertThat(stage.err()).contains("nothing waits for approval of alert alert-1");
    }

    private static int signatures(String message) {
        return JsonMapper.shared().readTree(message).path("signatures").size();
    }

    @Test
    void anotherKeyASigningCentreOrNobodyReadsOrApprovesAnything() throws Exception {
        centre.desk().response().notify(RealCentre.alert("alert-1"));
        Stage stranger = new Stage(InstantSource.system());
        assertThat(stranger.run(
                        "approve",
                        "--list",
                        "--key",
                        folder.resolve("stranger").toString(),
                        "--centre",
                        address(),
                        "--root",
                        fingerprint()))
                .isEqualTo(4);
        assertThat(stranger.err()).contains("UNKNOWN_KEY");
        assertThat(stranger.out()).isEmpty();
        try (HttpClient http = HttpClient.newBuilder()
                .sslContext(TlsContexts.firstContact(fingerprint()))
                .build()) {
            for (String path : List.of("waiting", "approvals")) {
                HttpResponse<String> answer = http.send(
                        HttpRequest.newBuilder(URI.create(address() + "/api/approver/" + path))
                                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
                assertThat(answer.statusCode()).isEqualTo(403);
                assertThat(answer.body()).contains("approver.refused").doesNotContain("192.0.2");
            }
        }
        assertThat(centre.desk().response().waitingForApproval()).hasSize(1);
        assertThat(PartyName.centre("centre")).isEqualTo(centre.centre().name());
    }

    @Test
    void whatIsWrongIsSaidWithItsExitCode() {
        assertThat(run("--list")).isEqualTo(2);
        assertThat(stage.err()).contains("--centre");
        assertThat(run("--centre", address())).isEqualTo(2);
        assertThat(stage.err()).contains("--list");
        assertThat(run("--list", "--centre", address())).isEqualTo(2);
        assertThat(stage.err()).contains("--root");
        assertThat(run("--list", "--centre", address(), "--root", "00".repeat(32)))
                .isEqualTo(4);
        assertThat(run("--list", "--centre", address(), "--root", fingerprint()))
                .isZero();
        assertThat(stage.out()).contains("Nothing waits for approval.");
        assertThat(run("--list", "--centre", "https://127.0.0.1:1")).isEqualTo(4);
    }
}
