package dev.tabellion.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.KeyAlgorithm;
import dev.tabellion.collection.Publisher;
import dev.tabellion.collection.TrustCommand;
import dev.tabellion.command.Outcome;
import dev.tabellion.pocket.PocketClock;
import dev.tabellion.pocket.PocketPublisher;
import dev.tabellion.pocket.PocketSigner;
import dev.tabellion.projection.coherence.LeaseTerms;
import dev.tabellion.server.Backing;
import dev.tabellion.server.database.DatabaseSettings;
import dev.tabellion.server.database.RecordDatabase;
import dev.tabellion.server.read.ServingNode;
import dev.tabellion.server.read.Until;
import dev.tabellion.tuf.RoleName;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.mock.web.MockHttpServletResponse;

/** What is served while timestamps fall due, and who renews them. */
class RenewalIT {
    private static final int COLLECTIONS = 12;
    private static final int BURST = 100;
    private static final Duration PAST_HALF = Duration.ofDays(8);
    private static final Duration PAST_EXPIRY = Duration.ofDays(30);

    private final PocketClock clock = PocketClock.at(Instant.parse("2030-01-01T00:00:00Z"));
    private final FickleSigner signer = new FickleSigner(new PocketSigner());
    private final List<Gun> guns =
            IntStream.range(0, COLLECTIONS).mapToObj(i -> new Gun("example.com/due-" + i)).toList();
    private HikariDataSource pool;
    private JdbcTemplate sql;
    private WriteNode one;
    private WriteNode two;
    private ServingNode serving;

    @BeforeEach
    void several_collections_are_published() {
        var database = RecordDatabase.prepare(Backing.freshDatabase(), DatabaseSettings.defaults());
        pool = database.appPool();
        sql = new JdbcTemplate(pool);
        one = new WriteNode(pool, signer, clock);
        two = new WriteNode(pool, signer, clock);
        guns.forEach(this::publish);
        serving = new ServingNode(database, pool, LeaseTerms.STANDARD);
        Until.holds("the node serves copies", serving.lease()::isHeld);
    }

    @AfterEach
    void the_nodes_end() {
        one.refresher.close();
        two.refresher.close();
        serving.close();
        pool.close();
    }

    @Test
    void a_burst_of_reads_at_a_due_timestamp_is_answered_and_writes_nothing() {
        clock.pass(PAST_EXPIRY);
        var before = rows();

        Callable<MockHttpServletResponse> read = () -> serving.get(path(guns.getFirst()));
        var answers = atOnce(Collections.nCopies(BURST, read));

        assertThat(answers).allSatisfy(each -> assertThat(each.getStatus()).isEqualTo(200));
        assertThat(answers.stream().map(RenewalIT::text).distinct()).hasSize(1);
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void two_nodes_renew_each_collection_once() {
        clock.pass(PAST_HALF);
        long before = published();

        one.refresher.start();
        two.refresher.start();
        Until.holds(
                "both have looked", () -> one.refresher.isCaughtUp() && two.refresher.isCaughtUp());
        Until.holds("all are renewed", () -> published() == before + COLLECTIONS);

        // nothing is left for a later look
        two.refresher.lookOnce();
        one.refresher.lookOnce();
        assertThat(published()).isEqualTo(before + COLLECTIONS);
    }

    @Test
    void without_its_signer_old_files_are_served_until_it_is_back() throws Exception {
        var old = text(serving.get(path(guns.getFirst())));
        clock.pass(PAST_EXPIRY);
        signer.leave();
        var before = rows();

        one.refresher.start();
        one.refresher.awaitCaughtUp();

        assertThat(one.refresher.name()).contains("Renewal");
        assertThat(one.refresher.complaint()).contains("cannot be renewed");
        assertThat(text(serving.get(path(guns.getFirst())))).isEqualTo(old);
        assertThat(rows()).isEqualTo(before);

        signer.comeBack();
        Until.holds("it is tried again", () -> one.refresher.complaint() == null);
        Until.holds(
                "the new files are served",
                () -> !text(serving.get(path(guns.getFirst()))).equals(old));
        assertThat(
                        sql.queryForList(
                                "select collection from renewal where due_at <= ?",
                                String.class,
                                Timestamp.from(clock.instant())))
                .isEmpty();
    }

    private void publish(Gun gun) {
        var made =
                one.execute(
                        new TrustCommand.EnsureManagedKey(
                                gun, RoleName.TIMESTAMP, KeyAlgorithm.ECDSA),
                        new Publisher(gun.value(), "token", "192.0.2.1"));
        var key = ((Outcome.KeyReady) made).key().key();
        var publisher = PocketPublisher.of(gun, clock).withServerKeys(key);
        assertThat(one.publish(gun, publisher.firstPublication())).isInstanceOf(Outcome.Done.class);
    }

    private static String path(Gun gun) {
        return "/v2/" + gun + "/_trust/tuf/timestamp.json";
    }

    private static String text(MockHttpServletResponse answer) {
        return new String(answer.getContentAsByteArray(), StandardCharsets.UTF_8);
    }

    private long published() {
        return rows().getOrDefault("event where name = 'metadata-published'", 0L);
    }

    private Map<String, Long> rows() {
        var rows = new TreeMap<String, Long>();
        for (String from :
                List.of(
                        "event",
                        "event where name = 'metadata-published'",
                        "event_private",
                        "document",
                        "renewal",
                        "current_document",
                        "published_document",
                        "changefeed")) {
            rows.put(
                    from,
                    Objects.requireNonNull(
                            sql.queryForObject("select count(*) from " + from, Long.class)));
        }
        return rows;
    }

    private static <T> List<T> atOnce(List<Callable<T>> work) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<T>();
            for (var each : threads.invokeAll(work)) {
                answers.add(each.get());
            }
            return answers;
        } catch (Exception e) {
            throw new AssertionError("one of many requests broke", e);
        }
    }
}
