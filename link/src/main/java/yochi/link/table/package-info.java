/**
 * An append-only table of columns on DuckDB, sealed day by day to Parquet, within a disk budget.
 *
 * <p>In: the shapes of the tables, batches of rows with a key in the ingest ledger, SQL that reads. Out: receipts
 * (stored, duplicate, conflict, too old), rows. It knows no word of Yochi: what a row means is its owner's business.
 * All database and file calls run on platform threads that this package owns. Must never import {@code link.wire},
 * {@code link.identity} or a party's module.
 */
package yochi.link.table;
