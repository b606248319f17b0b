package yochi.centre.line;

import java.security.SecureRandom;
import java.time.InstantSource;
import yochi.core.model.EventLog;
import yochi.core.model.Ticker;

/**
 * What a centre finds around it.
 *
 * @param clock wall clock
 * @param ticker monotonic clock
 * @param random for keys and identities
 * @param events where it writes down what it did and when
 */
public record Surroundings(InstantSource clock, Ticker ticker, SecureRandom random, EventLog events) {}
