package dev.tabellion.server.keyusage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.api.ApiRole;
import dev.tabellion.notary.RequestAttributes;
import dev.tabellion.projection.audit.AuditIndex;
import dev.tabellion.projection.audit.AuditProjection;
import dev.tabellion.projection.forensics.KeyReports;
import dev.tabellion.projection.forensics.RecoveryPlans;
import dev.tabellion.projection.forensics.Whereabouts;
import dev.tabellion.projection.log.LeafSource;
import dev.tabellion.projection.log.LeafTokens;
import dev.tabellion.projection.log.LogFollower;
import dev.tabellion.projection.log.LogNews;
import dev.tabellion.query.forensics.ForensicsDoor;
import dev.tabellion.server.read.Until;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
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
                        new LeafSource(books.pool, new LogNews()),
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
        String text = new String(answer.getContentAsByteArray(), StandardCharsets.UTF_8);
        assertThat(answer.getStatus()).as(text).isEqualTo(200);
        return text;
    }

    static MockHttpServletResponse ask(ForensicsDoor door, String pathAndQuery) {
        String[] parts = pathAndQuery.split("\\?", 2);
        var request = new MockHttpServletRequest("GET", parts[0]);
        request.setAttribute(RequestAttributes.ROLES, Set.of(ApiRole.AUDITOR));
        if (parts.length == 2) {
            for (String pair : parts[1].split("&", -1)) {
                String[] each = pair.split("=", 2);
                request.addParameter(each[0], each[1]);
            }
        }
        var response = new MockHttpServletResponse();
        try {
            door.doFilter(request, response, new MockFilterChain());
        } catch (IOException | ServletException e) {
            throw new AssertionError("asking for " + pathAndQuery, e);
        }
        return response;
    }

    @Override
    public void close() {
        audit.close();
        books.close();
    }
}
