package yochi.centre.collection;

import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import yochi.centre.gate.Problem;
import yochi.centre.store.ControlStore;
import yochi.core.model.Country;
import yochi.core.model.NodeId;
import yochi.core.model.YochiException;

/**
 * Takes one kind of message of authenticated nodes that is addressed to one country, each once: by node and sequence,
 * where the same number with other content is refused. A {@link Problem} says why bytes are refused.
 *
 * @param table with the columns node, sequence, digest, received, and bytes where they are kept
 * @param keeps whether the bytes are kept
 * @param code of the refusal of another country's message, without {@code .foreign}
 * @param what the message speaks of, such as {@code victims}
 * @param home whose messages are taken
 */
record Intake<R>(
        ControlStore store,
        InstantSource clock,
        String table,
        boolean keeps,
        String code,
        String what,
        Country home,
        Function<byte[], R> decoder,
        Function<R, NodeId> node,
        ToLongFunction<R> sequence,
        Function<R, Country> addressee) {
    /** The message of the peer, if it is one. */
    R read(NodeId peer, byte[] bytes) {
        R message;
        try {
            message = decoder.apply(bytes);
        } catch (YochiException e) {
            throw Problem.of(e);
        }
        if (!node.apply(message).equals(peer)) {
            throw new Problem(
                    403, "report.foreign", "a report of node " + node.apply(message) + " sent by node " + peer);
        }
        if (!addressee.apply(message).equals(home)) {
            throw new Problem(
                    422,
                    code + ".foreign",
                    what + " of " + addressee.apply(message) + " are not for the centre of " + home);
        }
        return message;
    }

    /** Whether the very message was written down before. */
    boolean known(R message, byte[] bytes) {
        Optional<String> before =
                store.transaction(h -> h.createQuery("SELECT digest FROM " + table + " WHERE node = ? AND sequence = ?")
                        .bind(0, node.apply(message).toString())
                        .bind(1, sequence.applyAsLong(message))
                        .mapTo(String.class)
                        .findOne());
        if (before.isPresent() && !before.get().equals(Collection.digest(bytes))) {
            throw new Problem(
                    409,
                    "report.conflict",
                    "report " + sequence.applyAsLong(message) + " on " + what + " was stored with other content");
        }
        return before.isPresent();
    }

    /** Writes the message down; false where it was written down before. */
    boolean put(R message, byte[] bytes) {
        int written = store.transaction(h -> {
            String values = keeps ? " VALUES (?, ?, ?, ?, ?)" : " VALUES (?, ?, ?, ?)";
            var insert = h.createUpdate("INSERT OR IGNORE INTO " + table + values)
                    .bind(0, node.apply(message).toString())
                    .bind(1, sequence.applyAsLong(message))
                    .bind(2, Collection.digest(bytes))
                    .bind(3, clock.instant().toString());
            return (keeps ? insert.bind(4, bytes) : insert).execute();
        });
        return written > 0 || !known(message, bytes);
    }
}
