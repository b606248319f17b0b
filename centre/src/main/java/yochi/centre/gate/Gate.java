package yochi.centre.gate;

import io.javalin.http.Context;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import yochi.core.model.NodeId;
import yochi.link.identity.PartyName;

/** Tells which party sends a request on the party listener, and refuses those whose certificate is no good any more. */
public final class Gate {
    private static final String CERTIFICATES = "jakarta.servlet.request.X509Certificate";

    private final Function<X509Certificate, Optional<String>> objection;
    private final AtomicLong refused = new AtomicLong();

    /**
     * A gate.
     *
     * @param objection why a certificate is no good (expired, revoked), asked at each request
     */
    public Gate(Function<X509Certificate, Optional<String>> objection) {
        this.objection = objection;
    }

    /** The party behind the request; a {@link Problem} (403) if there is none or it may not speak any more. */
    public PartyName party(Context ctx) {
        if (!(ctx.req().getAttribute(CERTIFICATES) instanceof X509Certificate[] chain) || chain.length == 0) {
            throw refuse("certificate.missing", "this listener serves parties with a certificate of this centre");
        }
        Optional<String> why = objection.apply(chain[0]);
        if (why.isPresent()) {
            throw refuse("certificate.refused", "the certificate is no good: " + why.get());
        }
        return PartyName.of(chain[0])
                .orElseThrow(() -> refuse("certificate.nameless", "the certificate names no party"));
    }

    /** The node behind the request; a {@link Problem} (403) if it is no node. */
    public NodeId node(Context ctx) {
        PartyName party = party(ctx);
        if (party.kind() != PartyName.Kind.NODE) {
            throw refuse("party.kind", "this is for nodes, the certificate is of " + party);
        }
        return NodeId.parse(party.name());
    }

    /** The member's name behind the request; a {@link Problem} (403) if it is no member. */
    public String member(Context ctx) {
        PartyName party = party(ctx);
        if (party.kind() != PartyName.Kind.MEMBER) {
            throw refuse("party.kind", "this is for members, the certificate is of " + party);
        }
        return party.name();
    }

    /** Counts a refusal and makes it. */
    public Problem refuse(String code, String detail) {
        refused.incrementAndGet();
        return new Problem(403, code, detail);
    }

    /** How many requests were refused at this gate. */
    public long refused() {
        return refused.get();
    }
}
