package yochi.link.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import yochi.link.identity.CertificateAuthority;
import yochi.link.identity.KeyMaterial;
import yochi.link.identity.PartyName;

class MutualTlsTest {
    private static final List<String> LOOPBACK = List.of("localhost", "127.0.0.1");
    private static final PartyName ISP = PartyName.member("isp-a");

    @TempDir
    Path directory;

    private static String who(SSLContext context, URI base) throws IOException, InterruptedException {
        try (HttpClient client = HttpClients.over(context, Duration.ofSeconds(5))) {
            return client.send(
                            HttpRequest.newBuilder(base.resolve("/who")).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    private TestListener listener(TlsContexts.ClientCertificate client) throws IOException {
        return new TestListener(directory, client, LOOPBACK);
    }

    @Test
    void knowsAPeerByItsCertificateByAddressAndByName() throws Exception {
        try (TestListener listener = listener(TlsContexts.ClientCertificate.REQUIRED)) {
            ReloadableKey key = ReloadableKey.of(listener.authority.issueOwn(ISP, List.of()));
            SSLContext context = TlsContexts.client(key, listener.authority.root());
            assertThat(who(context, listener.uri("127.0.0.1"))).isEqualTo(ISP.toString());
            assertThat(who(context, listener.uri("localhost"))).isEqualTo(ISP.toString());
        }
    }

    @Test
    void refusesACallerWithoutCertificateUnlessItIsOnlyRequested() throws Exception {
        try (TestListener listener = listener(TlsContexts.ClientCertificate.REQUIRED)) {
            SSLContext nobody = TlsContexts.client(ReloadableKey.none(), listener.authority.root());
            assertThatThrownBy(() -> who(nobody, listener.uri("127.0.0.1"))).isInstanceOf(IOException.class);
        }
        try (TestListener listener = listener(TlsContexts.ClientCertificate.REQUESTED)) {
            SSLContext nobody = TlsContexts.client(ReloadableKey.none(), listener.authority.root());
            assertThat(who(nobody, listener.uri("127.0.0.1"))).isEqualTo("nobody");
        }
    }

    @Test
    void refusesARevokedCallerAtTheHandshakeAndAtTheNextRequest() throws Exception {
        try (TestListener listener = listener(TlsContexts.ClientCertificate.REQUIRED)) {
            KeyMaterial material = listener.authority.issueOwn(ISP, List.of());
            SSLContext context = TlsContexts.client(ReloadableKey.of(material), listener.authority.root());
            try (HttpClient client = HttpClients.over(context, Duration.ofSeconds(5))) {
                HttpRequest request = HttpRequest.newBuilder(
                                listener.uri("127.0.0.1").resolve("/who"))
                        .build();
                HttpResponse.BodyHandler<String> text = HttpResponse.BodyHandlers.ofString();
                assertThat(client.send(request, text).body()).isEqualTo(ISP.toString());
                listener.authority.revoke(material.certificate(), "left");
                assertThat(client.send(request, text).body()).isEqualTo("nobody");
            }
            SSLContext again = TlsContexts.client(ReloadableKey.of(material), listener.authority.root());
            assertThatThrownBy(() -> who(again, listener.uri("127.0.0.1"))).isInstanceOf(IOException.class);
        }
    }

    @Test
    void refusesAForeignAuthorityOnEitherSide() throws Exception {
        CertificateAuthority foreign = CertificateAuthority.open(
                directory.resolve("foreign"),
                "other root",
                CertificateAuthority.Lives.usual(),
                InstantSource.system(),
                new SecureRandom());
        try (TestListener listener = listener(TlsContexts.ClientCertificate.REQUIRED)) {
            SSLContext impostor =
                    TlsContexts.client(ReloadableKey.of(foreign.issueOwn(ISP, List.of())), listener.authority.root());
            assertThatThrownBy(() -> who(impostor, listener.uri("127.0.0.1"))).isInstanceOf(IOException.class);
            SSLContext deceived =
                    TlsContexts.client(ReloadableKey.of(listener.authority.issueOwn(ISP, List.of())), foreign.root());
            assertThatThrownBy(() -> who(deceived, listener.uri("127.0.0.1")))
                    .isInstanceOf(SSLHandshakeException.class);
        }
    }

    @Test
    void refusesAServerAtAHostItsCertificateDoesNotName() throws Exception {
        try (TestListener listener =
                new TestListener(directory, TlsContexts.ClientCertificate.NOT_ASKED, List.of("centre.example"))) {
            SSLContext context = TlsContexts.client(ReloadableKey.none(), listener.authority.root());
            assertThatThrownBy(() -> who(context, listener.uri("127.0.0.1"))).isInstanceOf(SSLHandshakeException.class);
        }
    }

    @Test
    void refusesExpiredCallers() throws Exception {
        try (TestListener listener = listener(TlsContexts.ClientCertificate.REQUIRED)) {
            CertificateAuthority past = CertificateAuthority.open(
                    directory.resolve("authority"),
                    "test root",
                    CertificateAuthority.Lives.usual(),
                    InstantSource.offset(InstantSource.system(), Duration.ofDays(-60)),
                    new SecureRandom());
            ReloadableKey old = ReloadableKey.of(past.issueOwn(ISP, List.of()));
            assertThatThrownBy(() -> who(TlsContexts.client(old, listener.authority.root()), listener.uri("127.0.0.1")))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void showsANewCertificateWithoutARestart() throws Exception {
        try (TestListener listener = listener(TlsContexts.ClientCertificate.NOT_ASKED)) {
            SSLContext context = TlsContexts.client(ReloadableKey.none(), listener.authority.root());
            X509Certificate before = shown(context, listener);
            listener.key.replace(listener.authority.issueOwn(TestListener.CENTRE, LOOPBACK));
            X509Certificate after =
                    shown(TlsContexts.client(ReloadableKey.none(), listener.authority.root()), listener);
            assertThat(after.getSerialNumber()).isNotEqualTo(before.getSerialNumber());
            assertThat(listener.key.current().orElseThrow().certificate()).isEqualTo(after);
        }
    }

    private static X509Certificate shown(SSLContext context, TestListener listener) throws IOException {
        URI uri = listener.uri("127.0.0.1");
        try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(uri.getHost(), uri.getPort())) {
            socket.startHandshake();
            assertThat(socket.getSession().getProtocol()).isEqualTo("TLSv1.3");
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        }
    }

    @Test
    void refusesOldVersionsAndWeakSuites() throws Exception {
        try (TestListener listener = listener(TlsContexts.ClientCertificate.NOT_ASKED)) {
            URI uri = listener.uri("127.0.0.1");
            SSLContext context = TlsContexts.client(ReloadableKey.none(), listener.authority.root());
            try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(uri.getHost(), uri.getPort())) {
                socket.setEnabledProtocols(new String[] {"TLSv1.2"});
                socket.setEnabledCipherSuites(new String[] {"TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256"});
                assertThatThrownBy(socket::startHandshake).isInstanceOf(SSLException.class);
            }
            try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(uri.getHost(), uri.getPort())) {
                socket.setEnabledProtocols(new String[] {"TLSv1.2"});
                socket.startHandshake();
                assertThat(socket.getSession().getCipherSuite()).startsWith("TLS_ECDHE_ECDSA_WITH_AES");
            }
        }
    }
}
