package yochi.link.identity;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import yochi.core.model.NodeId;

/**
 * The name of a party as its certificate carries it: a URI {@code urn:yochi:<kind>:<name>} in the alternative names.
 *
 * @param kind what the party is
 * @param name a node's UUID of version 7; for others up to 63 of a-z, 0-9, point and hyphen
 */
public record PartyName(Kind kind, String name) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?");
    private static final String URN = "urn:yochi:";
    private static final int SAN_URI = 6;

    /** What a party is. */
    public enum Kind {
        NODE,
        CENTRE,
        MEMBER;

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public PartyName {
        if (kind == Kind.NODE) {
            NodeId.parse(name);
        }
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not a party's name (a-z, 0-9, point, hyphen): " + name);
        }
    }

    public static PartyName of(NodeId node) {
        return new PartyName(Kind.NODE, node.toString());
    }

    public static PartyName member(String name) {
        return new PartyName(Kind.MEMBER, name);
    }

    public static PartyName centre(String name) {
        return new PartyName(Kind.CENTRE, name);
    }

    /** Reads {@code urn:yochi:node:…}, {@code urn:yochi:centre:…} or {@code urn:yochi:member:…}. */
    public static PartyName parse(String uri) {
        if (uri.startsWith(URN)) {
            String rest = uri.substring(URN.length());
            for (Kind kind : Kind.values()) {
                if (rest.startsWith(kind.word() + ":")) {
                    return new PartyName(kind, rest.substring(kind.word().length() + 1));
                }
            }
        }
        throw new IllegalArgumentException("not urn:yochi:node|centre|member:<name>: " + uri);
    }

    /** The one party that the certificate names; empty if it names none, several or a malformed one. */
    public static Optional<PartyName> of(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            if (names == null) {
                return Optional.empty();
            }
            List<String> uris = names.stream()
                    .filter(name -> name.getFirst().equals(SAN_URI))
                    .map(name -> String.valueOf(name.get(1)))
                    .toList();
            return uris.size() == 1 ? Optional.of(parse(uris.getFirst())) : Optional.empty();
        } catch (CertificateParsingException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The node's identity; an error for any other kind of party. */
    public NodeId nodeId() {
        if (kind != Kind.NODE) {
            throw new IllegalStateException(this + " is no node");
        }
        return NodeId.parse(name);
    }

    @Override
    public String toString() {
        return URN + kind.word() + ":" + name;
    }
}
