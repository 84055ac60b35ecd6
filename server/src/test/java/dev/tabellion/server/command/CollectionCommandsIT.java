package dev.tabellion.server.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.KeyAlgorithm;
import dev.tabellion.collection.Publisher;
import dev.tabellion.collection.SignerUnavailable;
import dev.tabellion.collection.TrustCommand;
import dev.tabellion.command.Outcome;
import dev.tabellion.command.StoreUnavailable;
import dev.tabellion.pocket.PocketClock;
import dev.tabellion.pocket.PocketKey;
import dev.tabellion.pocket.PocketPublisher;
import dev.tabellion.pocket.PocketSigner;
import dev.tabellion.server.Backing;
import dev.tabellion.server.command.BrittleDataSource.Cut;
import dev.tabellion.server.database.DatabaseSettings;
import dev.tabellion.server.database.RecordDatabase;
import dev.tabellion.tuf.PublicKey;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.verify.Rejection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** Publications, races, cut connections, refusals and renewals against a real store. */
class CollectionCommandsIT {
    private static final AtomicInteger NAMES = new AtomicInteger();

    private static HikariDataSource pool;
    private static JdbcTemplate sql;

    private final PocketClock clock = PocketClock.at(Instant.parse("2030-01-01T00:00:00Z"));
    private final PocketSigner signer = new PocketSigner();
    private Gun gun;
    private WriteNode node;
    private WriteNode other;
    private PocketPublisher publisher;

    @BeforeAll
    static void prepare() {
        pool =
                RecordDatabase.prepare(Backing.freshDatabase(), DatabaseSettings.defaults())
                        .appPool();
        sql = new JdbcTemplate(pool);
    }

    @AfterAll
    static void close() {
        pool.close();
    }

    @BeforeEach
    void begin() {
        gun = new Gun("example.com/collection-" + NAMES.incrementAndGet());
        node = new WriteNode(pool, signer, clock);
        other = new WriteNode(pool, signer, clock);
        publisher = PocketPublisher.of(gun, clock);
    }

    @Test
    void a_publication_is_recorded_with_its_actor_and_its_next_date_and_announced() {
        publishFirst();

        assertThat(count("event where collection = ?")).isPositive();
        assertThat(
                        count(
                                "event e where collection = ? and not exists (select 1 from"
                                        + " tabellion.event_private p where encode(p.actor, 'hex') ="
                                        + " convert_from(e.metadata, 'UTF8')::json->>'actor')"))
                .isZero();
        assertThat(count("renewal where collection = ?")).isEqualTo(1);
        assertThat(node.announced).contains(gun);
    }

    @Test
    void a_later_publication_finds_the_earlier_one_on_another_node() {
        publishFirst();

        assertThat(other.publish(gun, publisher.addTarget("v2").publication()))
                .isInstanceOf(Outcome.Done.class);
        assertThat(node.publish(gun, publisher.addTarget("v3").publication()))
                .isInstanceOf(Outcome.Done.class);
    }

    /** A node that has not seen a publication must not refuse what follows from it. */
    @Test
    void a_stale_node_decides_anew_before_it_refuses() {
        publishFirst();
        PocketKey key = PocketKey.ecdsa();
        other.publish(gun, publisher.delegate("targets/releases", key).publication());

        var alone = publisher.addTarget("v2").publication();
        assertThat(node.publish(gun, alone)).isInstanceOf(Outcome.Done.class);
        assertThat(other.publish(gun, alone))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused ->
                                assertThat(refused.why())
                                        .isInstanceOf(Rejection.AlreadyPublished.class));
    }

    @Test
    void of_publishers_at_once_on_two_nodes_exactly_one_wins() throws Exception {
        publishFirst();
        for (int round = 2; round < 8; round++) {
            var offers = new ArrayList<Callable<Outcome>>();
            var winnerToBe = publisher.addTarget("v" + round).publication();
            for (int i = 0; i < 3; i++) {
                var rival = publisher.attack().equivocate(RoleName.TARGETS);
                offers.add(() -> node.publish(gun, winnerToBe));
                offers.add(() -> other.publish(gun, winnerToBe));
                offers.add(() -> other.publish(gun, rival));
            }
            assertThat(atOnce(offers).stream().filter(Outcome.Done.class::isInstance)).hasSize(1);
        }
    }

    @Test
    void a_commit_that_was_lost_leaves_nothing_and_can_be_repeated() {
        publishFirst();
        long before = count("event where collection = ?");
        var upload = publisher.addTarget("v2").publication();

        node.database.cutNext(Cut.BEFORE_COMMIT);
        assertThatThrownBy(() -> node.publish(gun, upload)).isInstanceOf(StoreUnavailable.class);

        assertThat(count("event where collection = ?")).isEqualTo(before);
        assertThat(node.publish(gun, upload)).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void a_commit_that_was_kept_though_it_looked_lost_is_announced_and_found() {
        publishFirst();
        var upload = publisher.addTarget("v2").publication();
        node.announced.clear();

        node.database.cutNext(Cut.AFTER_COMMIT);
        assertThatThrownBy(() -> node.publish(gun, upload)).isInstanceOf(StoreUnavailable.class);

        assertThat(node.announced).containsExactly(gun);
        assertThat(node.publish(gun, upload))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused ->
                                assertThat(refused.why())
                                        .isInstanceOf(Rejection.AlreadyPublished.class));
        assertThat(node.publish(gun, publisher.addTarget("v3").publication()))
                .isInstanceOf(Outcome.Done.class);
    }

    @Test
    void a_signer_that_is_gone_costs_the_answer_and_leaves_nothing() {
        publishFirst();
        long before = count("event where collection = ?");
        var gone = new WriteNode(pool, new GoneSigner(signer), clock);

        assertThatThrownBy(() -> gone.publish(gun, publisher.addTarget("v2").publication()))
                .isInstanceOf(SignerUnavailable.class);
        assertThat(count("event where collection = ?")).isEqualTo(before);
    }

    @Test
    void refusals_are_recorded_until_they_become_a_flood() {
        publishFirst();
        var attack = publisher.addTarget("v2");
        node.publish(gun, attack.publication());
        for (int i = 0; i < WriteNode.REFUSALS_A_MINUTE + 4; i++) {
            node.publish(gun, publisher.attack().rollBack(RoleName.TARGETS));
        }
        assertThat(refusals()).hasSize(WriteNode.REFUSALS_A_MINUTE);

        clock.pass(Duration.ofMinutes(2));
        node.publish(gun, publisher.attack().rollBack(RoleName.TARGETS));
        assertThat(refusals()).hasSize(WriteNode.REFUSALS_A_MINUTE + 1);
        assertThat(refusals().getLast()).contains("\"suppressed\":4");
    }

    @Test
    void a_stranger_cannot_fill_the_record_under_names_without_a_history() {
        assertThat(
                        node.execute(
                                new TrustCommand.PublishMetadata(gun, List.of()),
                                WriteNode.STRANGER))
                .isInstanceOf(Outcome.Refused.class);
        assertThat(count("event where collection = ?")).isZero();

        node.execute(new TrustCommand.PublishMetadata(gun, List.of()), WriteNode.ALICE);
        assertThat(refusals()).hasSize(1);
    }

    @Test
    void keys_are_made_for_one_publisher_only_so_often() {
        var outcomes = new ArrayList<Outcome>();
        for (int i = 0; i < WriteNode.KEYS_A_MINUTE + 2; i++) {
            outcomes.add(
                    node.execute(
                            new TrustCommand.EnsureManagedKey(
                                    new Gun(gun + "/" + i), RoleName.TIMESTAMP, KeyAlgorithm.ECDSA),
                            new Publisher("bob", "token", "192.0.2.77")));
        }
        assertThat(outcomes).filteredOn(Outcome.KeyReady.class::isInstance).hasSize(5);
        assertThat(outcomes.getLast()).isEqualTo(new Outcome.TooManyKeys());
    }

    @Test
    void what_falls_due_is_renewed_once_by_whoever_looks_first() throws Exception {
        publishFirst();
        clock.pass(Duration.ofDays(8));
        long before = published();

        atOnce(List.of(node.refresher::lookOnce, other.refresher::lookOnce));
        node.refresher.lookOnce();

        assertThat(published()).isEqualTo(before + 1);
        assertThat(node.publish(gun, publisher.addTarget("v2").publication()))
                .isInstanceOf(Outcome.Done.class);
    }

    @Test
    void what_expired_while_no_node_ran_is_caught_up() throws Exception {
        publishFirst();
        clock.pass(Duration.ofDays(30));
        long before = published();

        assertThat(node.refresher.isCaughtUp()).isFalse();
        node.refresher.start();
        try {
            node.refresher.awaitCaughtUp();
            assertThat(published()).isEqualTo(before + 1);
            assertThat(node.refresher.complaint()).isNull();
        } finally {
            node.refresher.close();
        }
    }

    @Test
    void a_deleted_collection_can_begin_anew_with_new_keys() {
        publishFirst();
        assertThat(node.execute(new TrustCommand.DeleteCollection(gun), WriteNode.ALICE))
                .isInstanceOf(Outcome.Done.class);
        assertThat(count("renewal where collection = ?")).isZero();

        publisher = PocketPublisher.of(gun, clock);
        publishFirst();
    }

    private void publishFirst() {
        publisher.withServerKeys(timestampKey());
        assertThat(node.publish(gun, publisher.firstPublication()))
                .isInstanceOf(Outcome.Done.class);
    }

    private PublicKey timestampKey() {
        var outcome =
                node.execute(
                        new TrustCommand.EnsureManagedKey(
                                gun, RoleName.TIMESTAMP, KeyAlgorithm.ECDSA),
                        WriteNode.ALICE);
        assertThat(outcome).isInstanceOf(Outcome.KeyReady.class);
        return ((Outcome.KeyReady) outcome).key().key();
    }

    private long published() {
        return count("event where collection = ? and name = 'metadata-published'");
    }

    private List<String> refusals() {
        return sql.queryForList(
                "select convert_from(payload, 'UTF8') from tabellion.event"
                        + " where collection = ? and name = 'publication-rejected' order by sequence",
                String.class,
                gun.value());
    }

    private long count(String fromWhere) {
        return Objects.requireNonNull(
                sql.queryForObject(
                        "select count(*) from tabellion." + fromWhere, Long.class, gun.value()));
    }

    private static <T> List<T> atOnce(List<Callable<T>> work) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<T>();
            for (Future<T> each : threads.invokeAll(work)) {
                answers.add(each.get());
            }
            return answers;
        }
    }
}
