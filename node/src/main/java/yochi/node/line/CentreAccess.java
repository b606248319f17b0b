package yochi.node.line;

import java.net.http.HttpClient;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import yochi.core.model.YochiException;
import yochi.link.identity.EstClient;
import yochi.link.identity.IdentityFolder;
import yochi.link.identity.KeyMaterial;
import yochi.link.wire.HttpClients;
import yochi.link.wire.ReloadableKey;
import yochi.link.wire.TlsContexts;

/**
 * The node's key to the centre: on first contact it pins the root by its fingerprint and trades the one-time token for
 * a certificate, which it renews in good time.
 */
final class CentreAccess implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CentreAccess.class);
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration LOOK_EVERY = Duration.ofHours(1);
    /** Renewed when less than this is left of its thirty days. */
    private static final Duration RENEW_BEFORE = Duration.ofDays(10);

    private final Invitation invitation;
    private final IdentityFolder folder;
    private final SecureRandom random;
    private final InstantSource clock;
    private final X509Certificate root;
    private final ReloadableKey key;
    private final HttpClient http;
    private final Thread renewing;

    /** Opens what is there, or enrols. */
    CentreAccess(Invitation invitation, Path directory, SecureRandom random, InstantSource clock) {
        this.invitation = invitation;
        this.folder = IdentityFolder.open(directory);
        this.random = random;
        this.clock = clock;
        this.root = folder.root().orElseGet(this::pin);
        this.key = ReloadableKey.of(folder.tls().orElseGet(this::enrol));
        this.http = HttpClients.over(TlsContexts.client(key, root), CONNECT);
        this.renewing = Thread.ofPlatform().name("certificate").daemon().start(this::renew);
    }

    private X509Certificate pin() {
        try (HttpClient first = HttpClients.over(TlsContexts.firstContact(invitation.root()), CONNECT)) {
            X509Certificate found = new EstClient(first, invitation.openListener(), random)
                    .authority()
                    .getFirst();
            folder.pinRoot(found);
            return found;
        }
    }

    private KeyMaterial enrol() {
        try (HttpClient pinned = HttpClients.over(TlsContexts.client(ReloadableKey.none(), root), CONNECT)) {
            KeyMaterial own = new EstClient(pinned, invitation.openListener(), random)
                    .enrol(invitation.party(), invitation.token().value(), root);
            folder.keepTls(own);
            LOG.info("event=node.enrolled party={}", invitation.party());
            return own;
        }
    }

    private void renew() {
        try {
            while (true) {
                if (expires().isBefore(clock.instant().plus(RENEW_BEFORE))) {
                    renewOnce();
                }
                Thread.sleep(LOOK_EVERY);
            }
        } catch (InterruptedException e) {
            LOG.debug("event=certificate.stopped");
        }
    }

    private Instant expires() {
        return key.current()
                .map(m -> m.certificate().getNotAfter().toInstant())
                .orElse(Instant.MAX);
    }

    private void renewOnce() {
        try {
            KeyMaterial fresh = new EstClient(http, invitation.openListener(), random).renew(invitation.party(), root);
            folder.keepTls(fresh);
            key.replace(fresh);
        } catch (YochiException e) {
            LOG.warn("event=certificate.notRenewed why=\"{}\"", e.getMessage());
        }
    }

    /** A client that shows the node's certificate and trusts only the centre's root. */
    HttpClient http() {
        return http;
    }

    @Override
    public void close() {
        renewing.interrupt();
        http.shutdownNow();
    }
}
