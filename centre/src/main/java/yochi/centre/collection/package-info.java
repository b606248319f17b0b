/**
 * What comes from the nodes: takes reports once, accounts for every gap, asks nodes for what was not shipped.
 *
 * <p>Comes in: bytes of authenticated nodes. Goes out: stored reports, acknowledgements after the commit, extraction
 * requests and the gathered answers. Must never import a later room ({@code round}, {@code situation}, …).
 */
@NullMarked
package yochi.centre.collection;

import org.jspecify.annotations.NullMarked;
