package yochi.node.line;

import java.net.URI;
import java.nio.file.Path;
import yochi.core.model.Country;
import yochi.core.model.NodeId;
import yochi.link.config.Secret;
import yochi.link.config.SettingsFile;
import yochi.link.identity.PartyName;

/**
 * What the centre's operator handed to this node, out of band.
 *
 * @param party the identity that its certificate will carry
 * @param name its display name
 * @param centre the centre's own name
 * @param home the country that the centre serves: victims of others are not sent to it
 * @param partyListener where it speaks with its certificate
 * @param openListener where it enrols
 * @param root SHA-256 of the centre's root certificate
 * @param signingKey the centre's key for signed messages
 * @param token usable once
 */
record Invitation(
        PartyName party,
        String name,
        PartyName centre,
        Country home,
        URI partyListener,
        URI openListener,
        String root,
        String signingKey,
        Secret token) {
    Invitation {
        if (party.kind() != PartyName.Kind.NODE) {
            throw new IllegalArgumentException("an invitation for a node, not for " + party);
        }
    }

    static Invitation read(Path file) {
        return SettingsFile.read(file, Invitation.class);
    }

    NodeId node() {
        return NodeId.parse(party.name());
    }
}
