/**
 * Prefix-preserving pseudonyms for data that stay at home: captures and text tables rewritten under a secret key.
 *
 * <p>Comes in: a capture, a table or a log of this country. Goes out: the same with other addresses, for the node's own
 * analysts. What it makes is still personal data (docs/privacy.md): nothing of it may go through {@code border}. Must
 * never import: border, line, summary, trace.
 */
@NullMarked
package yochi.node.anonymise;

import org.jspecify.annotations.NullMarked;
