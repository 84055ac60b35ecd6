package dev.tabellion.server.door;

import dev.tabellion.notary.HealthCheck;
import dev.tabellion.server.tls.PeerTls;
import dev.tabellion.signer.book.Book;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Whether this signer can sign, as it tells peers that ask: it needs its database and its book. */
record DoorHealth(DataSource signerDataSource, Book book, PeerTls tls) implements HealthCheck {
    private static final int SECONDS = 1;

    @Override
    public String name() {
        return "Signer operational";
    }

    @Override
    public @Nullable String complaint() {
        String closed = book.complaint();
        if (closed != null) {
            return closed;
        }
        try (var connection = signerDataSource.getConnection()) {
            return connection.isValid(SECONDS)
                    ? tls.complaint()
                    : "the signer's database does not answer";
        } catch (SQLException e) {
            return "the signer's database cannot be reached";
        }
    }
}
