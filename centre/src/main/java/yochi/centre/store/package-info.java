/**
 * What the centre keeps: the statistics on {@code link.table}, and small control tables in SQLite.
 *
 * <p>Comes in: reports that passed the collection's checks; statements of the other rooms on their own control tables.
 * Goes out: the same reports, streamed in order; rows. Must never import another room.
 */
@NullMarked
package yochi.centre.store;

import org.jspecify.annotations.NullMarked;
