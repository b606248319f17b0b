package yochi.link.table;

import java.io.IOException;
import java.sql.SQLException;

/**
 * All or nothing: an explicit {@code BEGIN TRANSACTION} … {@code COMMIT}. The driver's own switch
 * ({@code setAutoCommit(false)}) does not bind an appender: after kill -9 part of a batch was left in 5 of 9 trials.
 */
final class Transaction {
    private Transaction() {}

    /** What is done inside. */
    @FunctionalInterface
    interface Step<T> {
        T run() throws SQLException, IOException;
    }

    static <T> T in(Session session, Step<T> step) throws SQLException {
        session.executeOften("BEGIN TRANSACTION");
        try {
            T result = step.run();
            session.executeOften("COMMIT");
            return result;
        } catch (SQLException | RuntimeException e) {
            rollBack(session, e);
            throw e;
        } catch (IOException e) {
            rollBack(session, e);
            throw new SQLException(e.getMessage(), e);
        }
    }

    private static void rollBack(Session session, Exception cause) {
        try {
            session.execute("ROLLBACK");
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }
}
