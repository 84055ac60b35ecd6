package dev.tabellion.server.keyusage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.api.ApiRole;
import dev.tabellion.collection.Gun;
import dev.tabellion.command.Outcome;
import dev.tabellion.pocket.PocketPublisher;
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
import java.util.List;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.mock.web.MockHttpServletResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What investigators are answered of keys, documents and targets. */
class ForensicsIT {
    private static final Gun GUN = new Gun("example.com/investigated");
    private static final String NASTY = "<script>alert(1)</script>|`x`";

    @TempDir private Path place;
    private KeyUsageRoom room;
    private LogFollower audit;
    private ForensicsDoor door;

    @BeforeEach
    void publish() {
        room = new KeyUsageRoom(place);
        var transactions = new SpringTransactionManager(new JdbcTransactionManager(room.pool));
        audit =
                new LogFollower(
                        AuditProjection.NAME,
                        new AuditProjection(room.pool),
                        new LeafSource(room.pool, room.leaves.news()),
                        LeafTokens.on(room.pool),
                        transactions);
        audit.start();
        door =
                new ForensicsDoor(
                        new KeyReports(room.pool, room.clock),
                        new RecoveryPlans(room.pool, room.clock),
                        new AuditIndex(room.pool),
                        new Whereabouts(room.pool));
        PocketPublisher publisher = room.publisher(GUN);
        publish(publisher.firstPublication());
        publish(publisher.addTarget("v1").publication());
        publish(publisher.addTarget(NASTY).publication());
        room.catchUp();
        long size = room.count("log_leaf");
        Until.holds("the index is there", () -> new AuditIndex(room.pool).size() == size);
    }

    private void publish(List<dev.tabellion.collection.Upload> uploads) {
        assertThat(room.node.publish(GUN, uploads)).isInstanceOf(Outcome.Done.class);
    }

    @AfterEach
    void close() {
        audit.close();
        room.close();
    }

    @Test
    void a_managed_keys_report_tells_its_life_its_use_and_where_it_is_trusted() {
        JsonNode report = json("/api/forensics/keys/" + keyOf("timestamp"));
        assertThat(report.at("/managed").asBoolean()).isTrue();
        assertThat(report.at("/born/by").asString()).isEqualTo("in-process");
        assertThat(report.at("/born/journalEntry").asLong()).isPositive();
        assertThat(report.at("/life/0/what").asString()).isEqualTo("born");
        assertThat(report.at("/signatures/count").asInt()).isEqualTo(3);
        assertThat(report.at("/signatures/unpublished").asInt()).isZero();
        assertThat(report.at("/signatures/byOrderOf/in-process").asInt()).isEqualTo(3);
        assertThat(report.at("/trusted/0/collection").asString()).isEqualTo(GUN.value());
        assertThat(report.at("/trusted/0/inForce").asBoolean()).isTrue();
        assertThat(report.at("/served/0/version").asInt()).isEqualTo(3);
    }

    @Test
    void a_publishers_key_has_one_too() {
        JsonNode report = json("/api/forensics/keys/" + keyOf("targets"));
        assertThat(report.at("/managed").asBoolean()).isFalse();
        assertThat(report.at("/signatures/count").asInt()).isEqualTo(3);
        assertThat(report.at("/served/0/role").asString()).isEqualTo("targets");
    }

    @Test
    void a_digest_and_a_targets_name_are_found_where_they_stood() {
        String digest =
                room.one(
                        "select encode(sha256, 'hex') from collection_history"
                                + " where role = 'targets' and version = 2",
                        String.class);
        JsonNode stood = json("/api/forensics/where?digest=" + digest).at("/stood");
        assertThat(stood.size()).isEqualTo(1);
        assertThat(stood.at("/0/version").asInt()).isEqualTo(2);
        assertThat(stood.at("/0/until").isMissingNode()).isFalse();
        JsonNode target = json("/api/forensics/where?target=v1").at("/stood");
        assertThat(target.at("/0/digest").asString()).isEqualTo(digest);
    }

    @Test
    void a_compromise_report_tells_what_was_signed_what_it_changed_and_what_to_do() {
        String from = room.one("select max(at)::text from signature_published", String.class);
        JsonNode report = json("/api/forensics/compromise?key=" + keyOf("targets"));
        assertThat(from).isNotEmpty();
        assertThat(report.at("/signatures").size()).isEqualTo(3);
        assertThat(report.at("/reach/current").asInt()).isEqualTo(1);
        assertThat(report.at("/reach/unexpired").asInt()).isEqualTo(2);
        assertThat(report.at("/targets").findValuesAsString("target")).containsExactly("v1", NASTY);
        assertThat(report.at("/trusted").size()).isEqualTo(1);
        assertThat(report.at("/lastKnownGood/0/collection").asString()).isEqualTo(GUN.value());
        assertThat(report.at("/recovery").findValuesAsString("playbook")).contains("P3");
        assertThat(report.at("/fetched/unknown").asString()).isNotEmpty();
        assertThat(report.at("/whole").asBoolean()).isTrue();
    }

    @Test
    void a_managed_keys_report_names_the_playbook_of_its_role() {
        JsonNode report = json("/api/forensics/compromise?key=" + keyOf("timestamp"));
        assertThat(report.at("/signatures").size()).isEqualTo(3);
        assertThat(report.at("/recovery").findValuesAsString("playbook")).contains("P1");
        assertThat(report.at("/stubbornClients").size()).isPositive();
    }

    @Test
    void on_paper_no_name_means_anything() {
        String path = "/api/forensics/compromise?key=" + keyOf("targets") + "&format=";
        MockHttpServletResponse page = get(path + "html", ApiRole.AUDITOR);
        assertThat(page.getContentType()).startsWith("text/html");
        assertThat(page.getHeader("Content-Security-Policy")).contains("default-src 'none'");
        assertThat(AtDoor.text(page))
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;", "<caption>", "scope=\"col\"")
                .doesNotContain("<script");
        String markdown = AtDoor.text(get(path + "markdown", ApiRole.AUDITOR));
        assertThat(markdown)
                .startsWith("# Compromise report of key")
                .contains("\\<script\\>")
                .doesNotContainPattern("(?<!\\\\)<script");
    }

    @Test
    void what_cannot_be_answered_is_a_problem_with_its_reason() {
        assertThat(get("/api/forensics/keys/unheard-of", ApiRole.AUDITOR).getStatus())
                .isEqualTo(404);
        for (String wrong :
                List.of(
                        "compromise",
                        "compromise?key=k&from=yesterday",
                        "compromise?key=k&from=2030-01-02T00:00:00Z&to=2030-01-01T00:00:00Z",
                        "compromise?key=k&format=pdf",
                        "compromise?key=k&colour=red",
                        "where",
                        "where?digest=zz",
                        "where?digest=" + "a".repeat(64) + "&target=v1")) {
            MockHttpServletResponse answer = get("/api/forensics/" + wrong, ApiRole.AUDITOR);
            assertThat(answer.getStatus()).as(wrong).isEqualTo(400);
            assertThat(answer.getContentType()).isEqualTo("application/problem+json");
        }
        assertThat(get("/api/forensics/where?target=v1", ApiRole.READER).getStatus())
                .isEqualTo(403);
        assertThat(get("/api/forensics/nothing", ApiRole.AUDITOR).getStatus()).isEqualTo(404);
    }

    private String keyOf(String role) {
        return room.one("select key from key_trusted where role = ?", String.class, role);
    }

    private JsonNode json(String path) {
        MockHttpServletResponse answer = get(path, ApiRole.AUDITOR);
        assertThat(answer.getStatus()).as(AtDoor.text(answer)).isEqualTo(200);
        return JsonMapper.shared().readTree(AtDoor.text(answer));
    }

    private MockHttpServletResponse get(String pathAndQuery, ApiRole... roles) {
        return AtDoor.get(door, pathAndQuery, roles);
    }
}
