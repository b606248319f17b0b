package yochi.centre.fleet;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What the centre tells one node.
 *
 * @param instance which node
 * @param offer the configuration it should run, if it does not run it yet
 * @param reportFullState whether a message was lost, so that the node must tell everything again
 * @param error why its message was refused
 */
record ServerMessage(UUID instance, Optional<Offer> offer, boolean reportFullState, Optional<String> error) {
    /** A configuration by its digest, file name to text. */
    record Offer(String digest, Map<String, String> files) {
        Offer {
            files = Map.copyOf(files);
        }
    }

    static ServerMessage silent(UUID instance) {
        return new ServerMessage(instance, Optional.empty(), false, Optional.empty());
    }

    static ServerMessage refusal(UUID instance, String why) {
        return new ServerMessage(instance, Optional.empty(), false, Optional.of(why));
    }

    static ServerMessage offering(UUID instance, Offer offer) {
        return new ServerMessage(instance, Optional.of(offer), false, Optional.empty());
    }
}
