package yochi.centre.courier;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.IDN;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import yochi.centre.response.Courier;
import yochi.core.model.Prefix;

/**
 * Posts a signed notice to a contact's HTTPS address: TLS 1.2 or later with a certificate for that host, to an address
 * that was looked up once and is public; no redirect is followed, no proxy asked, of the answer only the status is
 * read, and all of it ends within a bounded time.
 */
public final class Webhook implements Courier {
    private static final int HTTPS = 443;
    private static final int STATUS_BYTES = 256;

    private final SSLContext tls;
    private final PublicNetwork network;
    private final Duration longest;

    /**
     * The courier.
     *
     * @param tls whom it trusts
     * @param allowed networks besides public ones
     * @param longest of one try
     */
    public Webhook(SSLContext tls, List<Prefix> allowed, Duration longest) {
        this.tls = tls;
        this.network = new PublicNetwork(allowed);
        this.longest = longest;
    }

    @Override
    public Result send(Parcel parcel) {
        URI address;
        try {
            address = checked(parcel.address());
        } catch (URISyntaxException | IllegalArgumentException e) {
            return new Result.Bounced("no address of a webhook: https, a host, no user, no fragment");
        }
        try {
            InetAddress target = target(address);
            return status(post(address, target, parcel));
        } catch (ForbiddenException e) {
            return new Result.Bounced("its host leads to an address that is not public");
        } catch (UnknownHostException e) {
            return new Result.Later("its host is not known");
        } catch (SSLException e) {
            return untrusted(e)
                    ? new Result.Bounced("its certificate is not trusted: expired, of another host, or of a stranger")
                    : new Result.Later("TLS broke");
        } catch (IOException e) {
            return new Result.Later("no answer within " + longest.toSeconds() + " s, or the connection broke");
        }
    }

    private static boolean untrusted(SSLException e) {
        for (Throwable at = e; at != null; at = at.getCause()) {
            if (at instanceof CertificateException) {
                return true;
            }
        }
        return false;
    }

    static URI checked(String text) throws URISyntaxException {
        URI uri = new URI(text);
        boolean good = "https".equalsIgnoreCase(uri.getScheme())
                && uri.getHost() != null
                && uri.getRawUserInfo() == null
                && uri.getRawFragment() == null
                && uri.getPort() != 0
                && uri.getPort() <= 65_535;
        if (!good) {
            throw new IllegalArgumentException("no address of a webhook");
        }
        return uri;
    }

    /** One of the host's addresses led somewhere that no webhook may lead to. */
    private static final class ForbiddenException extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /** The address that is connected to is the one that was judged; a host with any other kind is refused. */
    private InetAddress target(URI uri) throws IOException {
        InetAddress[] all = InetAddress.getAllByName(host(uri));
        for (InetAddress address : all) {
            if (!network.allows(address)) {
                throw new ForbiddenException();
            }
        }
        return all[0];
    }

    private static String host(URI uri) {
        String host = uri.getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : IDN.toASCII(host);
    }

    private int post(URI uri, InetAddress target, Parcel parcel) throws IOException {
        int port = uri.getPort() < 0 ? HTTPS : uri.getPort();
        try (Socket plain = new Socket()) {
            Thread end = Thread.ofVirtual().name("webhook-end").start(() -> endOf(plain));
            try {
                plain.connect(new InetSocketAddress(target, port), Math.toIntExact(longest.toMillis()));
                try (SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket(plain, host(uri), port, true)) {
                    SSLParameters parameters = socket.getSSLParameters();
                    parameters.setEndpointIdentificationAlgorithm("HTTPS");
                    parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
                    socket.setSSLParameters(parameters);
                    socket.startHandshake();
                    write(socket.getOutputStream(), uri, port, parcel);
                    return read(socket.getInputStream());
                }
            } finally {
                end.interrupt();
            }
        }
    }

    /** Whatever the other side does, a try ends. */
    private void endOf(Socket socket) {
        try {
            Thread.sleep(longest);
            socket.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void write(OutputStream out, URI uri, int port, Parcel parcel) throws IOException {
        byte[] body = parcel.text().getBytes(StandardCharsets.UTF_8);
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        String head = "POST " + path + query + " HTTP/1.1\r\nHost: " + uri.getHost() + (port == HTTPS ? "" : ":" + port)
                + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length
                + "\r\nUser-Agent: yochi\r\nYochi-Message: " + parcel.message()
                + "\r\nYochi-Fingerprint: " + parcel.fingerprint()
                + "\r\nConnection: close\r\n\r\n";
        out.write(head.getBytes(StandardCharsets.US_ASCII));
        out.write(body);
        out.flush();
    }

    private static int read(InputStream in) throws IOException {
        byte[] head = in.readNBytes("HTTP/1.1 200".length());
        String line = new String(head, StandardCharsets.US_ASCII);
        if (!line.matches("HTTP/1\\.[01] [1-5]\\d\\d")) {
            throw new IOException("no HTTP answer");
        }
        in.readNBytes(STATUS_BYTES); // so that the other side can end its answer; what it says is not looked at
        return Integer.parseInt(line.substring(line.length() - 3));
    }

    private static Result status(int status) {
        return switch (status / 100) {
            case 2 -> new Result.Delivered();
            case 3 -> new Result.Bounced("answers " + status + ": redirects are not followed");
            case 4 ->
                status == 408 || status == 425 || status == 429
                        ? new Result.Later("answers " + status)
                        : new Result.Bounced("answers " + status);
            default -> new Result.Later(String.format(Locale.ROOT, "answers %d", status));
        };
    }
}
