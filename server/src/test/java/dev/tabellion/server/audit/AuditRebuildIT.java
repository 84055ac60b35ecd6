package dev.tabellion.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.collection.Gun;
import dev.tabellion.collection.KeyAlgorithm;
import dev.tabellion.collection.Publisher;
import dev.tabellion.collection.TrustCommand;
import dev.tabellion.pocket.PocketClock;
import dev.tabellion.pocket.PocketSigner;
import dev.tabellion.projection.audit.AuditRebuild;
import dev.tabellion.server.command.WriteNode;
import dev.tabellion.tuf.RoleName;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** An audit trail that somebody damaged, made anew beside the server that follows the log. */
class AuditRebuildIT {
    private static final Publisher CAROL = new Publisher("carol", "token", "192.0.2.9");

    private final AuditRoom room = new AuditRoom();
    private final PocketClock clock = PocketClock.at(Instant.parse("2030-01-01T00:00:00Z"));

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void what_was_damaged_is_as_it_was_and_goes_on() throws SQLException {
        act("one");
        act("two");
        room.catchUp();
        String before = answered();
        assertThat(before).contains("example.com/one", "example.com/two");
        room.sql.update("delete from audit_tail");
        room.sql.update("update audit_person set subject = gen_random_uuid()");
        assertThat(answered()).isNotEqualTo(before);

        assertThat(rebuilt()).isEqualTo(room.index.size());
        assertThat(answered()).isEqualTo(before);

        act("three");
        room.catchUp();
        assertThat(answered()).contains("example.com/three");
    }

    @Test
    void an_empty_log_has_an_empty_trail() throws SQLException {
        assertThat(rebuilt()).isZero();
    }

    private long rebuilt() throws SQLException {
        var transactions = new SpringTransactionManager(new JdbcTransactionManager(room.pool));
        try (var owner = room.owner.connect()) {
            return new AuditRebuild(room.pool, transactions).run(owner, _ -> {});
        }
    }

    private void act(String name) {
        new WriteNode(room.pool, new PocketSigner(), clock)
                .execute(
                        new TrustCommand.EnsureManagedKey(
                                new Gun("example.com/" + name),
                                RoleName.TIMESTAMP,
                                KeyAlgorithm.ECDSA),
                        CAROL);
    }

    private String answered() {
        return new String(
                room.get("/api/audit?actor=carol").getContentAsByteArray(), StandardCharsets.UTF_8);
    }
}
