package yochi.centre.desk;

import java.time.InstantSource;
import java.util.random.RandomGenerator;
import yochi.core.model.EventLog;
import yochi.core.model.Ticker;

/**
 * The clocks, the chance and the event log that the rooms are given.
 *
 * @param random for ids of alerts, notices and mitigations
 */
public record Around(InstantSource clock, Ticker ticker, RandomGenerator random, EventLog events) {}
