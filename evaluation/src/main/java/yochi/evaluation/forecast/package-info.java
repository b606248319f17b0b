/**
 * The suite {@code forecast}: how good every kind of forecast is on real data, from origins that know nothing of the
 * future, beside naive rivals.
 *
 * <p>Comes in: a folder of captures and order lists. Goes out: figures with paired differences, and every single
 * forecast as a {@link Line}. Must never import: app.
 */
package yochi.evaluation.forecast;
