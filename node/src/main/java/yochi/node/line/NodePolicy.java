package yochi.node.line;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import yochi.core.model.ErrorCode;
import yochi.core.model.YochiException;
import yochi.link.wire.ConfigDigest;
import yochi.node.border.PolicyLayers;
import yochi.node.border.PrivacyPolicy;
import yochi.node.summary.SummarySettings;

/**
 * All that the fleet may change at a running node, immutable and swapped whole: what may leave, and what is watched.
 *
 * @param files the texts it was read from, as the fleet sent them
 * @param privacy what may leave
 * @param filter what is not watched
 */
record NodePolicy(Map<String, String> files, PrivacyPolicy privacy, NodeFilter filter) {
    /** The privacy policy's file. */
    static final String PRIVACY = "policy.yaml";
    /** The filter's file, which may be missing. */
    static final String FILTER = "filter.yaml";

    NodePolicy {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    /** Reads the fleet's files; every problem is told at once, and an unknown file is one. */
    static NodePolicy read(Map<String, String> files) {
        Set<String> unknown = new java.util.TreeSet<>(files.keySet());
        unknown.removeAll(Set.of(PRIVACY, FILTER));
        if (!unknown.isEmpty() || !files.containsKey(PRIVACY)) {
            throw new YochiException(
                    ErrorCode.SETTINGS,
                    "a policy is " + PRIVACY + " and perhaps " + FILTER + ", not " + files.keySet());
        }
        return new NodePolicy(
                files,
                PrivacyPolicy.ofYaml(files.getOrDefault(PRIVACY, "")),
                NodeFilter.ofYaml(files.getOrDefault(FILTER, "")));
    }

    /** The same below the country's own layer, which no text of the fleet can loosen. */
    NodePolicy under(PrivacyPolicy country) {
        return new NodePolicy(
                files, PolicyLayers.of(List.of(country, privacy)).policy(), filter);
    }

    /** SHA-256 over names and texts. */
    String digest() {
        return ConfigDigest.of(files);
    }

    /** How observations are reduced under it. */
    SummarySettings summary() {
        boolean byPlace = privacy.dimensions().contains(PrivacyPolicy.Dimension.PLACE)
                || privacy.dimensions().contains(PrivacyPolicy.Dimension.ASN);
        return SummarySettings.of(privacy.epoch(), privacy.release(), privacy.lateness(), byPlace)
                .with(privacy.details());
    }
}
