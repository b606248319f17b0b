/**
 * Who comes first, and where it goes next: lead and lag of counts, networks of first arrivals, networks of counts, and
 * the chance that what was seen abroad reaches home.
 *
 * <p>Comes in: a cube and its end, or plain series and cascades. Goes out: {@link yochi.core.model.Finding.Propagation}
 * and {@link yochi.core.model.Finding.Reach}. Must never import: a sibling analysis, link, a clock, input or output.
 */
@NullMarked
package yochi.analysis.propagation;

import org.jspecify.annotations.NullMarked;
