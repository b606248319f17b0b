/**
 * Reads what sensors wrote: one small reader per format, {@link yochi.node.trace.TraceFormat} is the only registry.
 *
 * <p>Comes in: paths and streams, opened by {@code input}; frames are left to {@code capture}, the events of honeypots
 * to {@code session}. Goes out: observations into a sink, and one {@link yochi.node.trace.InputAccount} per input in
 * which records = packets + rejected. Must never import: classify, summary, border, line.
 */
@NullMarked
package yochi.node.trace;

import org.jspecify.annotations.NullMarked;
