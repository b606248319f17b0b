/**
 * Puts the events of a honeypot's log together to sessions.
 *
 * <p>Comes in: what one record says, in neutral words ({@link yochi.node.session.LogEvent}). Goes out: honeypot
 * sessions with counts and hashes, and apart from them the words that were used, within a bound. Must never import:
 * capture, trace, or what comes behind them.
 */
@NullMarked
package yochi.node.session;

import org.jspecify.annotations.NullMarked;
