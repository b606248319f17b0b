/**
 * What scanning programs leave in the headers of their SYNs: named tools that show only across packets of a source,
 * and relations that nobody has named yet (algorithms §1.3).
 *
 * <p>Comes in: classified packets. Goes out: {@link yochi.node.fingerprint.Fingerprint}s without any address. Must
 * never import: trace, border, line.
 */
@NullMarked
package yochi.node.fingerprint;

import org.jspecify.annotations.NullMarked;
