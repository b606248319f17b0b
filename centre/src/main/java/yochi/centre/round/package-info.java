/**
 * One timed analysis round: a cube, the analyses over it, their findings with the time that each took.
 *
 * <p>Comes in: a cube that is still to be built, the analyses to run. Goes out: findings and forecasts, whole or
 * partial, and the record of the round. Must never import another room but {@code store}, a network or a clock of its
 * own.
 */
@NullMarked
package yochi.centre.round;

import org.jspecify.annotations.NullMarked;
