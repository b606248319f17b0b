package yochi.centre.courier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.cert.X509Certificate;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import yochi.centre.response.Courier;
import yochi.link.config.Secret;
import yochi.link.identity.CertificateAuthority;
import yochi.link.identity.PartyName;
import yochi.link.identity.Pem;

/** mail is plain text in both languages with the signed notice attached; a 550 is a bounce. */
class MailTest {
    private static final Path EXIM = Path.of("/usr/sbin/exim4");

    @TempDir
    Path folder;

    private static Mail plain(int port) {
        return new Mail(
                new Mail.Server(
                        "127.0.0.1", port, Mail.Security.NONE, Optional.empty(), "yochi@home.example",
                        Duration.ofSeconds(5)),
                TrustedRoots.context(Optional.empty()),
                () -> Parcels.NOW);
    }

    private static MimeMessage read(String mail) throws MessagingException {
        return new MimeMessage(
                Session.getInstance(new Properties()),
                new ByteArrayInputStream(mail.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private static void isWhatWasSent(MimeMessage mail, Courier.Parcel parcel) throws MessagingException, IOException {
        assertThat(mail.getHeader("Message-ID")).containsExactly("<" + parcel.message() + "@home.example>");
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(mail.getHeader("Bcc")).as("no header begins in a title").isNull();
        assertThat(mail.getSubject()).isEqualTo("[Yochi] Attack ordered Bcc: x@example.org / 攻撃命令");
        MimeMultipart parts = (MimeMultipart) mail.getContent();
        assertThat(parts.getBodyPart(0).getContentType()).startsWithIgnoringCase("text/plain");
        String text = (String) parts.getBodyPart(0).getContent();
        assertThat(text).contains("照合番号: " + parcel.fingerprint(), "hxxp://example[.]org", "取るべき対応");
        assertThat(text).doesNotContain("http://").doesNotContain("<html");
        assertThat(parts.getCount()).isEqualTo(2);
        byte[] attached = parts.getBodyPart(1).getInputStream().readAllBytes();
        assertThat(new String(attached, StandardCharsets.UTF_8)).isEqualTo(parcel.text());
    }

    @Test
    void theMailHoldsBothLanguagesTheFingerprintAndTheSignedNotice() throws Exception {
        try (SmtpPeer peer = new SmtpPeer()) {
            Courier.Parcel parcel = Parcels.to("noc@isp.example");
            assertThat(plain(peer.port()).send(parcel)).isEqualTo(new Courier.Result.Delivered());
            assertThat(peer.mails).hasSize(1);
            isWhatWasSent(read(peer.mails.getFirst()), parcel);
        }
    }

    @Test
    void a550BouncesAnd451IsTriedAgainAndNoServerToo() throws Exception {
        try (SmtpPeer peer = new SmtpPeer()) {
            assertThat(plain(peer.port()).send(Parcels.to("gone@isp.example")))
                    .isEqualTo(new Courier.Result.Bounced("the mail server answers 550"));
            assertThat(plain(peer.port()).send(Parcels.to("later@isp.example")))
                    .isEqualTo(new Courier.Result.Later("the mail server answers 451"));
            assertThat(peer.mails).isEmpty();
        }
        assertThat(plain(9).send(Parcels.to("noc@isp.example"))).isInstanceOf(Courier.Result.Later.class);
    }

    @Test
    void aServerWithoutStarttlsGetsNothingWhereItIsAsked() throws Exception {
        try (SmtpPeer peer = new SmtpPeer()) {
            Mail closed = new Mail(
                    new Mail.Server(
                            "127.0.0.1", peer.port(), Mail.Security.STARTTLS, Optional.empty(), "yochi@home.example",
                            Duration.ofSeconds(5)),
                    TrustedRoots.context(Optional.empty()),
                    () -> Parcels.NOW);
            assertThat(closed.send(Parcels.to("noc@isp.example"))).isInstanceOf(Courier.Result.Later.class);
            assertThat(peer.mails).isEmpty();
        }
    }

    @Test
    void mailInClearStaysOnThisMachine() {
        Mail.Server away = new Mail.Server(
                "mail.example", 25, Mail.Security.NONE, Optional.empty(), "yochi@home.example", Duration.ofSeconds(5));
        assertThatThrownBy(() -> new Mail(away, TrustedRoots.context(Optional.empty()), () -> Parcels.NOW))
                .hasMessageContaining("this machine only");
    }

    /** A real server of Debian's: STARTTLS, a login, a 550, and what lies in the mailbox in the end. */
    @Test
    @Tag("needs-packages")
    void debiansMailServerTakesItOverStarttlsAndBouncesWhatHasNoMailbox() throws Exception {
        if (!Files.isExecutable(EXIM) || !"root".equals(System.getProperty("user.name"))) {
            System.out.println("NEEDS exim4-daemon-light openssl, root: "
                    + "MailTest.debiansMailServerTakesItOverStarttlsAndBouncesWhatHasNoMailbox");
            return;
        }
        CertificateAuthority authority = Parcels.authority(folder.resolve("ca"), InstantSource.system());
        Path work = Files.createTempDirectory("yochi-exim");
        Files.setPosixFilePermissions(work, PosixFilePermissions.fromString("rwxrwxrwx"));
        try (Exim exim = Exim.start(EXIM, work, authority)) {
            Mail mail = starttls(exim.port(), authority, "secret words");
            Courier.Parcel parcel = Parcels.to("noc@isp.example");
            Courier.Result taken = mail.send(parcel);
            assertThat(taken).as(exim.log()).isEqualTo(new Courier.Result.Delivered());
            isWhatWasSent(read(exim.mailbox()), parcel);
            assertThat(mail.send(Parcels.to("gone@isp.example")))
                    .isEqualTo(new Courier.Result.Bounced("the mail server answers 550"));
            assertThat(starttls(exim.port(), authority, "wrong").send(Parcels.to("noc@isp.example")))
                    .isEqualTo(new Courier.Result.Later("our mail server refuses our login"));
            assertThat(plain(exim.port()).send(Parcels.to("noc@isp.example")))
                    .as("without STARTTLS the server takes nothing")
                    .isNotEqualTo(new Courier.Result.Delivered());
            CertificateAuthority stranger = Parcels.authority(folder.resolve("stranger"), InstantSource.system());
            assertThat(starttls(exim.port(), stranger, "secret words").send(Parcels.to("noc@isp.example")))
                    .isInstanceOf(Courier.Result.Later.class);
        }
    }

    private Mail starttls(int port, CertificateAuthority trusted, String password) throws IOException {
        return new Mail(
                new Mail.Server(
                        "127.0.0.1",
                        port,
                        Mail.Security.STARTTLS,
                        Optional.of(new Mail.Login("yochi", new Secret(password))),
                        "yochi@home.example",
                        Duration.ofSeconds(10)),
                TrustedRoots.context(Optional.of(Parcels.root(folder.resolve("root.pem"), trusted))),
                () -> Parcels.NOW);
    }

    /** A running exim of its own folder, on the loopback. */
    private record Exim(Process process, int port, Path folder) implements AutoCloseable {
        static Exim start(Path program, Path folder, CertificateAuthority authority) throws Exception {
            Path key = folder.resolve("key.pem");
            Path half = folder.resolve("public.der");
            String curve = "ec_paramgen_curve:P-256";
            run("openssl", "genpkey", "-algorithm", "EC", "-pkeyopt", curve, "-out", key.toString());
            run("openssl", "pkey", "-in", key.toString(), "-pubout", "-outform", "DER", "-out", half.toString());
            Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
            X509Certificate own = authority.issue(
                    KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(Files.readAllBytes(half))),
                    PartyName.centre("mail"),
                    List.of("127.0.0.1"));
            Files.writeString(folder.resolve("cert.pem"), Pem.of(own) + Pem.of(authority.root()));
            int port;
            try (java.net.ServerSocket free = new java.net.ServerSocket(0)) {
                port = free.getLocalPort();
            }
            Path config = Files.writeString(folder.resolve("exim.conf"), config(folder, port));
            Process process = new ProcessBuilder(program.toString(), "-C", config.toString(), "-bdf", "-q1m")
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("out").toFile())
                    .start();
            Exim exim = new Exim(process, port, folder);
            for (int i = 0; i < 100 && !exim.listens(); i++) {
                Thread.sleep(100);
            }
            return exim;
        }

        private static void run(String... command) throws IOException, InterruptedException {
            int code = new ProcessBuilder(command).inheritIO().start().waitFor();
            assertThat(code).isZero();
        }

        private static String config(Path folder, int port) {
            return """
                    primary_hostname = mail.example
                    local_interfaces = 127.0.0.1
                    daemon_smtp_ports = PORT
                    spool_directory = DIR/spool
                    log_file_path = DIR/log-%s
                    pid_file_path = DIR/pid
                    exim_user = Debian-exim
                    exim_group = Debian-exim
                    never_users =
                    deliver_drop_privilege = true
                    keep_environment =
                    tls_advertise_hosts = *
                    tls_certificate = DIR/cert.pem
                    tls_privatekey = DIR/key.pem
                    acl_smtp_mail = acl_mail
                    acl_smtp_rcpt = acl_rcpt
                    acl_smtp_data = acl_data
                    begin acl
                    acl_mail:
                      deny message = TLS first
                           !encrypted = *
                      accept
                    acl_rcpt:
                      deny message = log in first
                           !authenticated = *
                      deny message = no such mailbox
                           local_parts = gone
                      accept
                    acl_data:
                      accept
                    begin routers
                    all:
                      driver = accept
                      transport = box
                    begin transports
                    box:
                      driver = appendfile
                      file = DIR/mailbox
                      message_prefix =
                      message_suffix =
                      user = Debian-exim
                    begin authenticators
                    plain:
                      driver = plaintext
                      public_name = PLAIN
                      server_prompts = :
                      server_condition = ${if and {{eq{$auth2}{yochi}}{eq{$auth3}{secret words}}}}
                    """
                    .replace("PORT", Integer.toString(port))
                    .replace("DIR", folder.toString());
        }

        private boolean listens() {
            try (java.net.Socket socket = new java.net.Socket(java.net.InetAddress.getLoopbackAddress(), port)) {
                return socket.getInputStream().read() == '2';
            } catch (IOException e) {
                return false;
            }
        }

        String mailbox() throws IOException, InterruptedException {
            Path box = folder.resolve("mailbox");
            for (int i = 0; i < 100 && !(Files.exists(box) && Files.size(box) > 0); i++) {
                Thread.sleep(100);
            }
            return Files.readString(box, StandardCharsets.ISO_8859_1);
        }

        String log() throws IOException {
            Path main = folder.resolve("log-main");
            return Files.readString(folder.resolve("out")) + (Files.exists(main) ? Files.readString(main) : "");
        }

        @Override
        public void close() throws IOException {
            process.destroy();
            process.onExit().orTimeout(5, TimeUnit.SECONDS).join();
            try (var files = Files.walk(folder)) {
                for (Path path : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(path);
                }
            }
        }
    }
}
