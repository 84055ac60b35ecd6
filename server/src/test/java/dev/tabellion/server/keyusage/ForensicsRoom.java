package dev.tabellion.server.keyusage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.api.ApiRole;
import dev.tabellion.projection.audit.AuditIndex;
import dev.tabellion.projection.audit.AuditProjection;
import dev.tabellion.projection.forensics.KeyReports;
import dev.tabellion.projection.forensics.RecoveryPlans;
import dev.tabellion.projection.forensics.Whereabouts;
import dev.tabellion.projection.log.LeafSource;
import dev.tabellion.projection.log.LeafTokens;
import dev.tabellion.projection.log.LogFollower;
import dev.tabellion.query.forensics.ForensicsDoor;
import dev.tabellion.server.AtDoor;
import dev.tabellion.server.read.Until;
import java.nio.file.Path;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.mock.web.MockHttpServletResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Two books, an index of the log, and the door at which investigators ask. */
final class ForensicsRoom implements AutoCloseable {
    final KeyUsageRoom books;
    final TornBooks torn;
    private final LogFollower audit;

    ForensicsRoom(Path place) {
        books = new KeyUsageRoom(place);
        torn = new TornBooks(books);
        audit =
                new LogFollower(
                        AuditProjection.NAME,
                        new AuditProjection(books.pool),
                        new LeafSource(books.pool, books.leaves.news()),
                        LeafTokens.on(books.pool),
                        new SpringTransactionManager(new JdbcTransactionManager(books.pool)));
        audit.start();
    }

    ForensicsDoor door(KeyReports reports) {
        return new ForensicsDoor(
                reports,
                new RecoveryPlans(books.pool, books.clock),
                new AuditIndex(books.pool),
                new Whereabouts(books.pool));
    }

    void catchUp() {
        books.catchUp();
        long size = books.count("log_leaf");
        Until.holds("the index is there", () -> new AuditIndex(books.pool).size() == size);
    }

    String keyOf(String role) {
        return books.one(
                "select key from key_trusted where role = ? order by since_leaf limit 1",
                String.class,
                role);
    }

    JsonNode json(String pathAndQuery) {
        return json(door(new KeyReports(books.pool, books.clock)), pathAndQuery);
    }

    static JsonNode json(ForensicsDoor door, String pathAndQuery) {
        return JsonMapper.shared().readTree(text(door, pathAndQuery));
    }

    String text(String pathAndQuery) {
        return text(door(new KeyReports(books.pool, books.clock)), pathAndQuery);
    }

    private static String text(ForensicsDoor door, String pathAndQuery) {
        MockHttpServletResponse answer = ask(door, pathAndQuery);
        String text = AtDoor.text(answer);
        assertThat(answer.getStatus()).as(text).isEqualTo(200);
        return text;
    }

    static MockHttpServletResponse ask(ForensicsDoor door, String pathAndQuery) {
        return AtDoor.get(door, pathAndQuery, ApiRole.AUDITOR);
    }

    @Override
    public void close() {
        audit.close();
        books.close();
    }
}
