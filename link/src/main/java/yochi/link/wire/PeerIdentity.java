package yochi.link.wire;

import java.math.BigInteger;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import yochi.link.identity.PartyName;
import yochi.link.identity.Revocations;

/**
 * Who is at the other end of a connection, by the certificate of the handshake.
 *
 * @param name the party
 * @param serial serial number of its certificate
 * @param expires end of its certificate
 */
public record PeerIdentity(PartyName name, BigInteger serial, Instant expires) {
    /** Reads a certificate that the handshake has checked; empty if it names no single party. */
    public static Optional<PeerIdentity> of(X509Certificate certificate) {
        return PartyName.of(certificate)
                .map(name -> new PeerIdentity(
                        name,
                        certificate.getSerialNumber(),
                        certificate.getNotAfter().toInstant()));
    }

    /** The peer of one request: names a party, is not revoked since the handshake and not expired. */
    public static Optional<PeerIdentity> of(Certificate[] chain, Revocations revocations, Instant now) {
        if (chain.length == 0 || !(chain[0] instanceof X509Certificate own) || revocations.isRevoked(own)) {
            return Optional.empty();
        }
        return of(own).filter(peer -> peer.expires.isAfter(now));
    }
}
