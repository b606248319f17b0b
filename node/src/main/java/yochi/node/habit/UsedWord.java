package yochi.node.habit;

import yochi.core.model.Service;

/**
 * A word that was said at a service within a span of time, without any address.
 *
 * @param sources distinct ones that said it
 * @param networks their /24 (IPv6: /48)
 */
public record UsedWord(WordKind kind, Service service, String word, long sources, long networks) {}
