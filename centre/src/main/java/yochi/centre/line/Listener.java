package yochi.centre.line;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.util.JavalinException;
import java.util.List;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import yochi.centre.gate.Problem;
import yochi.core.model.ErrorCode;
import yochi.core.model.YochiException;
import yochi.link.wire.TlsContexts;

/** One TLS listener of the centre; its handlers run on virtual threads, which only wait. */
final class Listener implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);
    private static final long STOP_MILLIS = 2000;
    private static final long IDLE_MILLIS = 60_000;

    private final Javalin javalin;

    private Listener(Javalin javalin) {
        this.javalin = javalin;
    }

    static Listener start(
            CentreSettings.Listen where,
            SSLContext tls,
            TlsContexts.ClientCertificate client,
            List<Consumer<RoutesConfig>> routes) {
        Javalin javalin = Javalin.create(config -> {
            configure(config);
            config.jetty.addConnector((server, http) -> connector(server, http, where, tls, client));
            Problem.install(config.routes);
            routes.forEach(r -> r.accept(config.routes));
        });
        try {
            javalin.start();
            return new Listener(javalin);
        } catch (RuntimeException e) {
            throw new YochiException(
                    ErrorCode.RESOURCE_EXHAUSTED,
                    "cannot listen at " + where.host() + ":" + where.port() + ": " + e.getMessage(),
                    e);
        }
    }

    private static void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.concurrency.useVirtualThreads = true;
        config.http.compressionStrategy = CompressionStrategy.GZIP;
        config.jetty.modifyServer(server -> server.setStopTimeout(STOP_MILLIS));
    }

    private static Connector connector(
            Server server,
            HttpConfiguration http,
            CentreSettings.Listen where,
            SSLContext tls,
            TlsContexts.ClientCertificate client) {
        SslContextFactory.Server factory = new SslContextFactory.Server();
        factory.setSslContext(tls);
        factory.setIncludeProtocols(TlsContexts.PROTOCOLS.toArray(String[]::new));
        factory.setIncludeCipherSuites(TlsContexts.CIPHER_SUITES.toArray(String[]::new));
        factory.setNeedClientAuth(client == TlsContexts.ClientCertificate.REQUIRED);
        factory.setWantClientAuth(client == TlsContexts.ClientCertificate.REQUESTED);
        HttpConfiguration https = new HttpConfiguration(http);
        https.setSendServerVersion(false);
        https.addCustomizer(new SecureRequestCustomizer(false));
        ServerConnector out = new ServerConnector(
                server,
                new SslConnectionFactory(factory, HttpVersion.HTTP_1_1.asString()),
                new HttpConnectionFactory(https));
        out.setHost(where.host());
        out.setPort(where.port());
        out.setIdleTimeout(IDLE_MILLIS);
        return out;
    }

    int port() {
        return javalin.port();
    }

    @Override
    public void close() {
        try {
            javalin.stop();
        } catch (JavalinException e) {
            LOG.info(
                    "event=listener.cut port={} why=\"a request did not end within {} ms\"",
                    javalin.port(),
                    STOP_MILLIS);
        }
    }
}
