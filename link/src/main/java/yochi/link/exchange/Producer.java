package yochi.link.exchange;

import java.time.Instant;
import yochi.core.model.Country;

/**
 * Whose objects these are: the centre, as its readers know it.
 *
 * @param name the centre's name
 * @param home the country it protects
 * @param since when it began, so that its identity is the same object for ever
 */
public record Producer(String name, Country home, Instant since) {}
