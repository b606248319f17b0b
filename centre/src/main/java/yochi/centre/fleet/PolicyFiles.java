package yochi.centre.fleet;

import java.util.Map;
import java.util.TreeMap;
import yochi.link.wire.ConfigDigest;

/**
 * A node's configuration as the centre wants it: the privacy policy and what goes with it, as text files. The centre
 * only carries them; what they mean is the node's to judge.
 *
 * @param name for people
 * @param files file name to text, such as {@code policy.yaml}
 */
public record PolicyFiles(String name, Map<String, String> files) {
    public PolicyFiles {
        files = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(files));
        if (files.isEmpty()) {
            throw new IllegalArgumentException("a policy without files");
        }
    }

    /** SHA-256 over names and texts. */
    public String digest() {
        return ConfigDigest.of(files);
    }
}
