/**
 * One round of analyses for the command {@code yochi analyse}: its JSON document, its text and its page.
 *
 * <p>Comes in: a cube and the home country. Goes out: {@link yochi.app.analyse.AnalyseDocument}, text, one HTML page.
 * Must never import: sockets, node, member.
 */
@NullMarked
package yochi.app.analyse;

import org.jspecify.annotations.NullMarked;
