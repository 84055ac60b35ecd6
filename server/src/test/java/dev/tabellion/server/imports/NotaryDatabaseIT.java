package dev.tabellion.server.imports;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tabellion.collection.Gun;
import dev.tabellion.server.Backing;
import dev.tabellion.server.database.DatabaseOwner;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class NotaryDatabaseIT {
    private final DatabaseOwner owner = Backing.freshDatabase();

    @Test
    void an_entry_of_the_changefeed_that_cannot_be_is_told_and_not_thrown_about()
            throws SQLException {
        try (var connection = owner.connect();
                var statement = connection.createStatement()) {
            statement.execute(
                    "create table changefeed (id int, created_at timestamp, gun text, version int,"
                            + " sha256 text, category text)");
            statement.execute(
                    "insert into changefeed values (7, now(), 'example.com/a', 1, 'none', 'update')");
        }
        var address = new NotaryAddress(owner.url(), owner.user(), owner.password());
        try (NotaryStore store = NotaryStore.open(address)) {
            assertThatThrownBy(() -> store.changes(new Gun("example.com/a")))
                    .isInstanceOf(NotaryUnreadable.class)
                    .hasMessageContaining("cannot be read");
        }
    }
}
