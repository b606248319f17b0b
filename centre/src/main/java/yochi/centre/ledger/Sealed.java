package yochi.centre.ledger;

import java.time.Instant;
import yochi.core.model.Forecast;

/**
 * A forecast in the ledger.
 *
 * @param id follows from what it says: the same statement has the same id
 * @param number of its entry
 * @param sealedAt wall clock
 * @param knownUntil how far the centre's data reached when it was sealed; never into the span asked for
 * @param forecast the statement
 */
public record Sealed(String id, long number, Instant sealedAt, Instant knownUntil, Forecast forecast) {}
