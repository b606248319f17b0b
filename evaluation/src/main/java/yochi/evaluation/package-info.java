/**
 * The suites that print every figure of accuracy and skill that we publish.
 *
 * <p>Comes in: reports of a data set. Goes out: {@link yochi.evaluation.Evaluation} documents, and every forecast as a
 * line. Must never import: app; nothing that ships depends on it but the command that calls it.
 */
@NullMarked
package yochi.evaluation;

import org.jspecify.annotations.NullMarked;
