package yochi.link.wire;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;
import yochi.link.identity.KeyMaterial;

/**
 * The key and chain that a party shows, replaceable while connections live: new handshakes take the new certificate.
 *
 * <p>The alias carries a version and the last two are kept, so that a handshake during a change never pairs one key
 * with the chain of another.
 */
public final class ReloadableKey extends X509ExtendedKeyManager {
    private static final String CURVE = "EC";

    private volatile Shown shown;

    private record Shown(int version, Map<String, KeyMaterial> byAlias) {}

    private ReloadableKey(Shown shown) {
        this.shown = shown;
    }

    public static ReloadableKey of(KeyMaterial material) {
        return new ReloadableKey(new Shown(1, Map.of("1", material)));
    }

    /** For a client that has no certificate yet. */
    public static ReloadableKey none() {
        return new ReloadableKey(new Shown(0, Map.of()));
    }

    public synchronized void replace(KeyMaterial material) {
        int next = shown.version + 1;
        String before = String.valueOf(shown.version);
        Map<String, KeyMaterial> kept = shown.byAlias.containsKey(before)
                ? Map.of(before, shown.byAlias.get(before), String.valueOf(next), material)
                : Map.of(String.valueOf(next), material);
        shown = new Shown(next, kept);
    }

    public Optional<KeyMaterial> current() {
        Shown now = shown;
        return Optional.ofNullable(now.byAlias.get(String.valueOf(now.version)));
    }

    private @Nullable String alias(String... keyTypes) {
        Shown now = shown;
        for (String type : keyTypes) {
            if (type.startsWith(CURVE) && now.version > 0) {
                return String.valueOf(now.version);
            }
        }
        return null;
    }

    @Override
    public @Nullable String chooseClientAlias(
            String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return alias(keyTypes);
    }

    @Override
    public @Nullable String chooseEngineClientAlias(
            String[] keyTypes, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        return alias(keyTypes);
    }

    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return alias(keyType);
    }

    @Override
    public @Nullable String chooseEngineServerAlias(
            String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        return alias(keyType);
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        String alias = alias(keyType);
        return alias == null ? null : new String[] {alias};
    }

    @Override
    public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        return getClientAliases(keyType, issuers);
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        KeyMaterial material = shown.byAlias.get(alias);
        return material == null ? null : material.chain().toArray(X509Certificate[]::new);
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
        KeyMaterial material = shown.byAlias.get(alias);
        return material == null ? null : material.key();
    }
}
