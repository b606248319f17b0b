package yochi.centre.fleet;

import java.util.List;

/** The registry's tables; append a statement for every change, never edit one. */
final class FleetTables {
    static final List<String> MIGRATIONS = List.of(
            """
            CREATE TABLE node (
              id TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE, country TEXT NOT NULL, operator TEXT NOT NULL,
              invited TEXT NOT NULL, enrolled TEXT, revoked TEXT, last_seen TEXT,
              wanted TEXT NOT NULL DEFAULT '', running TEXT NOT NULL DEFAULT '', effective INTEGER NOT NULL DEFAULT 0,
              told INTEGER NOT NULL DEFAULT 0)
            """,
            "CREATE TABLE policy (digest TEXT PRIMARY KEY, name TEXT NOT NULL, pushed TEXT NOT NULL)",
            """
            CREATE TABLE policy_file (
              digest TEXT NOT NULL REFERENCES policy, name TEXT NOT NULL, text TEXT NOT NULL,
              PRIMARY KEY (digest, name))
            """,
            """
            CREATE TABLE history (
              number INTEGER PRIMARY KEY AUTOINCREMENT, node TEXT NOT NULL, at TEXT NOT NULL, event TEXT NOT NULL,
              digest TEXT NOT NULL, detail TEXT NOT NULL)
            """,
            "CREATE INDEX history_node ON history (node, number)",
            "ALTER TABLE history ADD COLUMN observation TEXT",
            // Before the column was there, the text told it.
            """
            UPDATE history SET observation = substr(detail, length('first observation ') + 1)
              WHERE event = 'effective' AND detail LIKE 'first observation %'
            """);

    private FleetTables() {}
}
