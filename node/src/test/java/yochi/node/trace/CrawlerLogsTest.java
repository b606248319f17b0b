package yochi.node.trace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import yochi.core.model.Country;
import yochi.core.model.Service;
import yochi.node.Collected;
import yochi.node.input.Noted;
import yochi.node.input.RejectReason;
import yochi.node.observation.AmplificationRequests;
import yochi.node.observation.PageVisit;
import yochi.node.observation.Sensor;
import yochi.node.observation.SensorTable;
import yochi.node.observation.Specimen;

/** What crawlers write, and the table of an amplification honeypot (A-1, K-7). */
class CrawlerLogsTest {
    private static final String SHA = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    private static final TraceSettings SETTINGS =
            TraceSettings.of(SensorTable.single(Sensor.of("crawler", new Country("JP"))));

    private final Collected sink = new Collected();

    @TempDir
    private Path folder;

    private InputAccount read(String text) {
        return new TraceReader(SETTINGS).read("log", new ByteArrayInputStream(text.getBytes(UTF_8)), sink);
    }

    private static String lines(String... lines) {
        return String.join("\n", lines);
    }

    private static String entry(String page, String url, int status, String to, String server) {
        return "{\"pageref\":\"" + page + "\",\"startedDateTime\":\"2025-03-01T10:00:00.5+09:00\",\"request\":{"
                + "\"method\":\"GET\",\"url\":\"" + url + "\",\"headers\":[{\"name\":\"url\",\"value\":\"x\"}]},"
                + "\"response\":{\"status\":" + status + ",\"redirectURL\":\"" + to
                + "\",\"content\":{\"size\":3,\"text\":\"" + "A".repeat(5000) + "\"}},\"serverIPAddress\":\"" + server
                + "\"}";
    }

    private static String har() {
        return "{\"log\":{\"version\":\"1.2\",\"creator\":{\"name\":\"x\"},\"pages\":[{\"id\":\"p1\"}],\"entries\":["
                + entry("p1", "http://a.example/", 302, "/next", "192.0.2.1") + ","
                + entry("p1", "http://a.example/next", 301, "https://b.example/", "192.0.2.1") + ","
                + entry("p1", "https://b.example/", 200, "", "[2001:db8::7]") + ","
                + entry("p1", "https://cdn.example/x.js", 302, "https://c.example/", "192.0.2.3") + ","
                + entry("p2", "http://d.example:8080/", 200, "", "") + ","
                + entry("p3", "about:blank", 200, "", "") + "]}}";
    }

    @Test
    void anArchiveIsAVisitPerPageWithItsRedirectsAndItsVerdict() throws IOException {
        Path file = Files.writeString(folder.resolve("v.har"), har());
        Files.writeString(
                folder.resolve("v.har.verdict.json"),
                "{\"version\":\"yochi.verdict/1\",\"pages\":[{\"page\":\"p1\",\"verdict\":\"malicious\",\"rules\":"
                        + "[\"CVE-2021-26411\"],\"specimens\":[{\"sha256\":\"" + SHA
                        + "\",\"url\":\"http://b.example/d.exe\"}]}]}");
        InputAccount account = new TraceReader(SETTINGS).read(file, sink);
        assertThat(account.format()).contains(TraceFormat.HAR);
        assertThat(account.records()).isEqualTo(6);
        assertThat(account.rejected(RejectReason.MALFORMED)).isEqualTo(1);
        assertThat(account.rejected().getFirst().firstPosition()).startsWith("byte ");
        PageVisit first = sink.visits.getFirst();
        assertThat(first.page()).isEqualTo("hxxp://a[.]example/");
        assertThat(first.host()).isEqualTo("b.example");
        assertThat(first.server()).contains(InetAddress.ofLiteral("2001:db8::7"));
        assertThat(first.service()).isEqualTo(Service.tcp(443));
        assertThat(first.redirected()).isEqualTo(2);
        assertThat(first.redirects()).containsExactly("hxxp://a[.]example/next", "hxxps://b[.]example/");
        assertThat(first.verdict()).isEqualTo(PageVisit.Verdict.MALICIOUS);
        assertThat(first.specimens()).containsExactly(new Specimen(SHA, "hxxp://b[.]example/d[.]exe"));
        assertThat(first.time()).isEqualTo(Instant.parse("2025-03-01T01:00:00.5Z"));
        PageVisit second = sink.visits.get(1);
        assertThat(second.verdict()).isEqualTo(PageVisit.Verdict.UNKNOWN);
        assertThat(second.service()).isEqualTo(Service.tcp(8080));
    }

    @Test
    void anArchiveThatEndsEarlyIsLoudAndItsGoodPartIsTaken() {
        String whole = har();
        InputAccount account = read(whole.substring(0, whole.indexOf("https://cdn")));
        assertThat(account.packets()).isEqualTo(3);
        assertThat(account.rejected(RejectReason.MALFORMED)).isEqualTo(1);
        assertThat(account.noted()).extracting(Noted::what).containsExactly("withoutVerdictFile");
        assertThat(sink.visits).hasSize(1);
    }

    @Test
    void thugsExploitsAreAVerdictAndBytesOfFilesArePassedOver() {
        InputAccount account = read("{\"url\": \"http://a.example/\", \"timestamp\": \"2025-03-01 10:00:00.123456\","
                + " \"logtype\": \"json-log\", \"thug\": {\"version\": \"1\"}, \"behavior\": [], \"connections\":"
                + " [{\"source\": \"http://a.example/\", \"destination\": \"http://x.example/i\", \"method\":"
                + " \"iframe\", \"flags\": {}}, {\"source\": \"http://a.example/\", \"destination\":"
                + " \"http://192.0.2.9/k\", \"method\": \"http-redirect\", \"flags\": {}}], \"exploits\": [{\"url\":"
                + " \"http://192.0.2.9/k\", \"module\": \"AcroPDF\", \"cve\": \"CVE-2010-0188\", \"data\": null}],"
                + " \"files\": [{\"type\": \"PE\", \"sha256\": \"" + SHA + "\", \"data\": \"" + "TVqQ".repeat(1_000_000)
                + "\"}], \"classifiers\": []}\n{\"url\": \"http://b.example/\", \"timestamp\": \"2025-03-01 10:01:00\","
                + " \"logtype\": \"json-log\", \"thug\": {}, \"exploits\": []}");
        assertThat(account.format()).contains(TraceFormat.THUG);
        assertThat(account.packets()).isEqualTo(2);
        PageVisit first = sink.visits.getFirst();
        assertThat(first.verdict()).isEqualTo(PageVisit.Verdict.MALICIOUS);
        assertThat(first.rules()).containsExactly("CVE-2010-0188");
        assertThat(first.redirected()).isEqualTo(1);
        assertThat(first.server()).contains(InetAddress.ofLiteral("192.0.2.9"));
        assertThat(first.specimens()).containsExactly(new Specimen(SHA, ""));
        assertThat(sink.visits.get(1).verdict()).isEqualTo(PageVisit.Verdict.UNKNOWN);
    }

    @Test
    void urlhausRowsAreMaliciousPages() {
        InputAccount account = read("################\n# abuse.ch URLhaus Database Dump\n#\n"
                + "# id,dateadded,url,url_status,last_online,threat,tags,urlhaus_link,reporter\n"
                + "\"1\",\"2025-03-01 10:00:00\",\"http://192.0.2.9:4444/i\",\"online\",\"\",\"malware_download\","
                + "\"32-bit,elf,Mozi\",\"https://urlhaus.example/1/\",\"x\"\n"
                + "\"2\",\"2025-03-01 10:01:00\",\"nothing\",\"online\",\"\",\"malware_download\",\"None\",\"\",\"x\"\n"
                + "\"3\",\"2025-03-01\n");
        assertThat(account.format()).contains(TraceFormat.URLHAUS);
        assertThat(account.packets()).isEqualTo(1);
        assertThat(account.rejected(RejectReason.MALFORMED)).isEqualTo(2);
        PageVisit visit = sink.visits.getFirst();
        assertThat(visit.service()).isEqualTo(Service.tcp(4444));
        assertThat(visit.server()).contains(InetAddress.ofLiteral("192.0.2.9"));
        assertThat(visit.rules()).containsExactly("malware_download", "32-bit", "elf", "Mozi");
    }

    @Test
    void urlhausPayloadsAreKnownByHash() {
        read("# firstseen,url,filetype,md5,sha256,signature\n\"2025-03-01 10:00:00\",\"http://a.example/f\",\"exe\",\""
                + "d41d8cd98f00b204e9800998ecf8427e\",\"" + SHA + "\",\"AgentTesla\"\n");
        assertThat(sink.visits.getFirst().specimens()).containsExactly(new Specimen(SHA, "hxxp://a[.]example/f"));
        assertThat(sink.visits.getFirst().rules()).containsExactly("AgentTesla");
    }

    @Test
    void rowsOfAnAmplificationHoneypotNameVictims() {
        InputAccount account = read(lines(
                "start,end,victim,protocol,port,requests,bytes",
                "2025-03-01T10:00:00Z,2025-03-01T10:00:59Z,192.0.2.7,udp,123,1500,12000",
                "1740823200,,2001:db8::7,,53,1,",
                "2025-03-01T10:00:00Z,2025-03-01T09:00:59Z,192.0.2.7,udp,123,1500,12000",
                "2025-03-01T10:00:00Z,,192.0.2.7,udp,123,0,1",
                "2025-03-01T10:00:00Z,,192.0.2.7,udp,70000,1,1",
                "2025-03-01T10:00:00Z,,a.example,udp,123,1,1",
                "2025-03-01T10:00:00Z,,192.0.2.7"));
        assertThat(account.format()).contains(TraceFormat.AMPLIFIER);
        assertThat(account.packets()).isEqualTo(2);
        assertThat(account.rejected(RejectReason.MALFORMED)).isEqualTo(5);
        AmplificationRequests first = sink.amplifications.getFirst();
        assertThat(first.requests()).isEqualTo(1500);
        assertThat(first.bytes()).isEqualTo(OptionalLong.of(12_000));
        assertThat(first.service()).isEqualTo(Service.udp(123));
        assertThat(sink.amplifications.get(1).bytes()).isEmpty();
        assertThat(sink.amplifications.get(1).start()).isEqualTo(Instant.parse("2025-03-01T10:00:00Z"));
        assertThat(List.of(first.origin().sensor().name())).containsExactly("crawler");
    }
}
