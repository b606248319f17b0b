package yochi.node.line;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import yochi.link.wire.ConfigDigest;

/**
 * All that the fleet may change at a running node, immutable and swapped whole: what may leave, and what is watched.
 *
 * @param files the texts it was read from
 */
record NodePolicy(Map<String, String> files) {
    /** The privacy policy. */
    static final String PRIVACY = "policy.yaml";
    /** What is not watched. */
    static final String FILTER = "filter.yaml";

    NodePolicy {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    /** SHA-256 over names and texts. */
    String digest() {
        return ConfigDigest.of(files);
    }
}
