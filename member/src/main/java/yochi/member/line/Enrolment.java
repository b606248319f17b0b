package yochi.member.line;

import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import yochi.core.model.ErrorCode;
import yochi.core.model.YochiException;
import yochi.link.identity.EstClient;
import yochi.link.identity.IdentityFolder;
import yochi.link.identity.KeyMaterial;
import yochi.link.identity.PartyName;
import yochi.link.wire.HttpClients;
import yochi.link.wire.ReloadableKey;
import yochi.link.wire.TlsContexts;

/** The member's first contact: pins the root by its fingerprint and trades the one-time token for a certificate. */
final class Enrolment {
    private static final Duration CONNECT = Duration.ofSeconds(5);

    private Enrolment() {}

    /** An HTTP client that shows the member's certificate; enrols first where there is none yet. */
    static HttpClient partyClient(MemberSettings settings, IdentityFolder identity, SecureRandom random) {
        MemberSettings.CentreContact centre = settings.centre();
        X509Certificate root = identity.root().orElseGet(() -> pin(centre, identity, random));
        KeyMaterial own = identity.tls().orElseGet(() -> enrol(settings, root, identity, random));
        return HttpClients.over(TlsContexts.client(ReloadableKey.of(own), root), CONNECT);
    }

    private static X509Certificate pin(
            MemberSettings.CentreContact centre, IdentityFolder identity, SecureRandom random) {
        HttpClient first = HttpClients.over(TlsContexts.firstContact(centre.root()), CONNECT);
        X509Certificate root =
                new EstClient(first, centre.open(), random).authority().getFirst();
        identity.pinRoot(root);
        return root;
    }

    private static KeyMaterial enrol(
            MemberSettings settings, X509Certificate root, IdentityFolder identity, SecureRandom random) {
        String token = settings.centre().token().value();
        if (token.isEmpty()) {
            throw new YochiException(ErrorCode.SETTINGS, "not enrolled yet and no centre.token given");
        }
        HttpClient http = HttpClients.over(TlsContexts.client(ReloadableKey.none(), root), CONNECT);
        KeyMaterial own = new EstClient(http, settings.centre().open(), random)
                .enrol(PartyName.member(settings.name()), token, root);
        identity.keepTls(own);
        return own;
    }
}
