package dev.tabellion.server.read;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.tabellion.collection.Gun;
import dev.tabellion.projection.coherence.LeaseTerms;
import dev.tabellion.projection.coherence.Solitude;
import dev.tabellion.server.Backing;
import dev.tabellion.server.database.DatabaseOwner;
import dev.tabellion.server.database.DatabaseSettings;
import dev.tabellion.server.database.RecordDatabase;
import dev.tabellion.tuf.RoleName;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.mock.web.MockHttpServletResponse;

class CoherenceIT {
    private static final Gun GUN = new Gun("registry.example.com/two/nodes");
    private static final String TIMESTAMP = "/v2/" + GUN + "/_trust/tuf/timestamp.json";
    private static final String UNREAD = "/v2/" + GUN + "/_trust/tuf/root.json";

    private static final LeaseTerms BRISK =
            new LeaseTerms(
                    Duration.ofMillis(200),
                    Duration.ofMillis(1_000),
                    Duration.ofMillis(200),
                    Duration.ofMillis(300));

    private DatabaseOwner owner;
    private RecordDatabase database;
    private HikariDataSource pool;
    private Chronicle chronicle;
    private ServingNode one;
    private ServingNode two;
    private int version = 1;

    @BeforeEach
    void start() {
        owner = Backing.freshDatabase();
        database = RecordDatabase.prepare(owner, DatabaseSettings.defaults());
        pool = database.readPool();
        chronicle = new Chronicle(pool);
        one = new ServingNode(database, pool, BRISK);
        Until.holds("the first node serves copies at once", one.lease()::isHeld);
        two = new ServingNode(database, pool, BRISK);
        Until.holds("the second node serves copies after a lease", two.lease()::isHeld);
        chronicle.open(GUN, 1);
        chronicle.publish(GUN, 1, RoleName.ROOT);
        one.await(GUN);
    }

    @AfterEach
    void stop() {
        one.close();
        two.close();
        pool.close();
    }

    @Test
    void what_one_node_published_the_other_serves_as_soon_as_it_is_acknowledged() {
        for (version = 2; version <= 60; version++) {
            assertThat(two.get(TIMESTAMP).getStatus()).isEqualTo(200);
            chronicle.publish(GUN, version);
            one.await(GUN);
            assertThat(text(two.get(TIMESTAMP))).isEqualTo(timestamp(version));
            assertThat(text(one.get(TIMESTAMP))).isEqualTo(timestamp(version));
        }
        assertThat(two.lease().isHeld()).isTrue();
    }

    @Test
    void a_node_that_died_holds_a_publication_up_for_a_lease_at_most() {
        var dead = UUID.randomUUID();
        jdbc().update("insert into query_node (id, beat_at) values (?, clock_timestamp())", dead);
        Until.holds(
                "a publication waits for the silent node, fences it and takes it out",
                () -> {
                    chronicle.publish(GUN, ++version);
                    one.await(GUN);
                    return jdbc().queryForList("select id from query_node where id = ?", dead)
                            .isEmpty();
                });
        assertThat(text(one.get(TIMESTAMP))).isEqualTo(timestamp(version));
        assertThat(two.lease().isHeld()).isTrue();
    }

    @Test
    void who_is_alone_by_other_means_waits_for_no_dead_node() {
        one.close();
        two.close();
        var dead = UUID.randomUUID();
        jdbc().update("insert into query_node (id, beat_at) values (?, clock_timestamp())", dead);
        Solitude.declare(pool);

        one = new ServingNode(database, pool, BRISK);
        Until.holds("the node serves copies", one.lease()::isHeld);

        assertThat(jdbc().queryForList("select id from query_node", UUID.class))
                .hasSize(1)
                .doesNotContain(dead);
    }

    @Test
    void a_publication_whose_publisher_crashed_before_telling_is_found() {
        assertThat(text(two.get(TIMESTAMP))).isEqualTo(timestamp(1));
        chronicle.publish(GUN, 2); // committed, and nobody told
        Until.holds(
                "the other node finds the change by itself",
                () -> text(two.get(TIMESTAMP)).equals(timestamp(2)));
    }

    @Test
    void a_node_without_its_lease_asks_the_store_each_time() {
        assertThat(text(two.get(TIMESTAMP))).isEqualTo(timestamp(1));
        jdbc().update("update query_node set fenced = true");
        Until.holds("the fenced node gives up", () -> !two.lease().isHeld());
        chronicle.publish(GUN, 2); // nobody is told
        assertThat(text(two.get(TIMESTAMP))).isEqualTo(timestamp(2));
    }

    @Test
    void a_store_that_is_gone_leaves_what_is_in_memory_marked_as_stale() {
        assertThat(text(one.get(TIMESTAMP))).isEqualTo(timestamp(1));
        cutOff();
        Until.holds("the lease runs out", () -> !one.lease().isHeld());
        Until.holds("the loss is noticed", () -> !one.lease().storeAnswers());
        var stale = one.get(TIMESTAMP);
        assertThat(stale.getStatus()).isEqualTo(200);
        assertThat(text(stale)).isEqualTo(timestamp(1));
        assertThat(stale.getHeader("Warning")).startsWith("110 ");
        var unread = one.get(UNREAD);
        assertThat(unread.getStatus()).isEqualTo(503);
        assertThat(text(unread)).contains("UNAVAILABLE");

        allow();
        Until.holds("the node comes back", one.lease()::isHeld);
        var fresh = one.get(TIMESTAMP);
        assertThat(fresh.getHeader("Warning")).isNull();
        assertThat(one.get(UNREAD).getStatus()).isEqualTo(200);
    }

    @Test
    void a_reader_with_nothing_in_memory_waits_while_a_store_that_is_back_is_not_yet_noticed() {
        cutOff();
        Until.holds("the loss is noticed", () -> !one.lease().storeAnswers());
        allow();
        assertThat(one.get(UNREAD).getStatus()).isEqualTo(200);
    }

    @Test
    void a_session_that_died_in_the_pool_is_met_by_no_reader() {
        assertThat(one.get(TIMESTAMP).getStatus()).isEqualTo(200);
        asSuperuser(
                """
                select pg_terminate_backend(pid, 5000) from pg_stat_activity
                where datname = '%s' and application_name = 'tabellion-read'
                """
                        .formatted(name()));
        assertThat(one.get(UNREAD).getStatus()).isEqualTo(200);
    }

    private JdbcTemplate jdbc() {
        return new JdbcTemplate(pool);
    }

    /** As if the network to the database were cut. */
    private void cutOff() {
        asSuperuser("alter database %s with allow_connections false".formatted(name()));
        asSuperuser(
                "select pg_terminate_backend(pid) from pg_stat_activity where datname = '%s'"
                        .formatted(name()));
    }

    private void allow() {
        asSuperuser("alter database %s with allow_connections true".formatted(name()));
    }

    private String name() {
        return owner.url().replaceFirst(".*/([a-z0-9_]+)(\\?.*)?$", "$1");
    }

    private static void asSuperuser(String sql) {
        try (var connection = Backing.superuser().connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static String timestamp(int version) {
        return Chronicle.file(GUN, RoleName.TIMESTAMP, version).utf8();
    }

    private static String text(MockHttpServletResponse response) {
        return new String(response.getContentAsByteArray(), UTF_8);
    }
}
