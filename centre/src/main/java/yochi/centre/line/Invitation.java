package yochi.centre.line;

import java.net.URI;
import yochi.core.model.Country;
import yochi.link.config.Secret;
import yochi.link.config.SettingsFile;
import yochi.link.identity.PartyName;

/**
 * What a new party is handed, out of band: whom to call, whom to trust, and the token that lets it in once.
 *
 * @param party the identity that its certificate will carry
 * @param name its display name
 * @param centre the centre's own name
 * @param home the country that the centre serves: victims of others stay with the node
 * @param partyListener where it will speak with its certificate
 * @param openListener where it enrols
 * @param root SHA-256 of the centre's root certificate
 * @param signingKey the centre's key for signed messages, as text
 * @param token usable once
 */
public record Invitation(
        PartyName party,
        String name,
        PartyName centre,
        Country home,
        URI partyListener,
        URI openListener,
        String root,
        String signingKey,
        Secret token) {
    /** The file that the new party reads; it holds the token, so it is as secret as a password. */
    public String text() {
        return SettingsFile.disclose(this);
    }

    @Override
    public String toString() {
        return SettingsFile.print(this);
    }
}
