package yochi.link.wire;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/**
 * HTTP clients between parties: mutual TLS, the host name checked against the certificate, no redirects.
 *
 * <p>A client waits only on sockets, so its tasks run on virtual threads. Its owner closes it.
 */
public final class HttpClients {
    private HttpClients() {}

    public static HttpClient over(SSLContext context, Duration connectTimeout) {
        SSLParameters parameters = new SSLParameters(
                TlsContexts.CIPHER_SUITES.toArray(String[]::new), TlsContexts.PROTOCOLS.toArray(String[]::new));
        return HttpClient.newBuilder()
                .sslContext(context)
                .sslParameters(parameters)
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connectTimeout)
                .executor(Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("link-http-", 0).factory()))
                .build();
    }
}
