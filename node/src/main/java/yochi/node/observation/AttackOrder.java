package yochi.node.observation;

import java.time.Instant;
import yochi.core.model.Country;
import yochi.core.model.Victim;

/**
 * A botnet's order to attack, seen at its control: whom, how and when; an order given, not traffic measured.
 *
 * @param origin who saw it
 * @param time when the list that held it was taken
 * @param victim who is to be hit, by which vectors on which services
 * @param serverCountry where the target's server stands
 */
public record AttackOrder(Origin origin, Instant time, Victim victim, Country serverCountry) implements Observation {}
