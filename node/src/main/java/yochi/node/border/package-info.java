/**
 * The country's and the operator's privacy policy applied: the only code that can make an {@code EpochReport} or a
 * {@code VictimReport} from observations.
 *
 * <p>Comes in: closed release windows of {@code summary}, which still hold addresses. Goes out: reports in which every
 * cell passed the policy, sketches keyed so that the centre cannot read them, victims for their own country only. Must
 * never import: the line, a trace reader.
 */
@NullMarked
package yochi.node.border;

import org.jspecify.annotations.NullMarked;
