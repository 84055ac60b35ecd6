package dev.tabellion.server.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.KeyAlgorithm;
import dev.tabellion.collection.PublishedTimestamp;
import dev.tabellion.collection.SignerUnavailable;
import dev.tabellion.collection.TrustCommand;
import dev.tabellion.command.Outcome;
import dev.tabellion.command.StoreUnavailable;
import dev.tabellion.pocket.PocketClock;
import dev.tabellion.pocket.PocketPublisher;
import dev.tabellion.pocket.PocketSigner;
import dev.tabellion.server.Backing;
import dev.tabellion.server.command.BrittleDataSource.Cut;
import dev.tabellion.server.database.DatabaseSettings;
import dev.tabellion.server.database.RecordDatabase;
import dev.tabellion.tuf.RoleName;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The signer hears of what was committed, whatever broke in between, and of nothing else. */
class SettlingIT {
    private static final AtomicInteger NAMES = new AtomicInteger();

    private static HikariDataSource pool;

    private final PocketClock clock = PocketClock.at(Instant.parse("2030-01-01T00:00:00Z"));
    private final PocketSigner pocketSigner = new PocketSigner();
    private final FickleSigner signer = new FickleSigner(pocketSigner);
    private Gun gun;
    private WriteNode node;
    private PocketPublisher publisher;

    @BeforeAll
    static void prepare() {
        pool =
                RecordDatabase.prepare(Backing.freshDatabase(), DatabaseSettings.defaults())
                        .appPool();
    }

    @AfterAll
    static void close() {
        pool.close();
    }

    @BeforeEach
    void begin() {
        gun = new Gun("example.com/settling-" + NAMES.incrementAndGet());
        node = new WriteNode(pool, signer, clock);
        var key =
                (Outcome.KeyReady)
                        node.execute(
                                new TrustCommand.EnsureManagedKey(
                                        gun, RoleName.TIMESTAMP, KeyAlgorithm.ECDSA),
                                WriteNode.ALICE);
        publisher = PocketPublisher.of(gun, clock).withServerKeys(key.key().key());
    }

    @Test
    void the_signer_is_told_of_what_was_committed() {
        publish();
        publishAgain();
        node.settling.start();
        node.settling.close();

        assertThat(pocketSigner.told())
                .hasSizeGreaterThanOrEqualTo(2) // told twice where the first look was quicker
                .allMatch(each -> each.gun().equals(gun) && each.life() == 1);
        assertThat(pocketSigner.unsettled(0, 10)).isEmpty();
    }

    @Test
    void what_it_did_not_hear_of_it_is_told_at_the_next_look() {
        publish();
        publishAgain();

        var restarted = new WriteNode(pool, signer, clock);
        assertThat(restarted.settling.look()).isEqualTo(2);
        assertThat(restarted.settling.look()).isZero();
        assertThat(pocketSigner.told()).hasSize(2);
    }

    @Test
    void what_was_published_is_found_behind_thousands_that_never_were() {
        pocketSigner.signsAndNobodyPublishes(2_500);
        publish();

        assertThat(new WriteNode(pool, signer, clock).settling.look()).isEqualTo(1);
    }

    @Test
    void it_is_not_told_of_what_was_lost() {
        publish();
        node.database.cutNext(Cut.BEFORE_COMMIT);
        assertThatThrownBy(this::publishAgain).isInstanceOf(StoreUnavailable.class);

        assertThat(node.settling.look()).isEqualTo(1);
        assertThat(pocketSigner.unsettled(0, 10)).hasSize(1);
    }

    @Test
    void it_is_told_of_what_was_kept_though_it_looked_lost() {
        publish();
        node.database.cutNext(Cut.AFTER_COMMIT);
        assertThatThrownBy(this::publishAgain).isInstanceOf(StoreUnavailable.class);

        assertThat(node.settling.look()).isEqualTo(2);
        assertThat(pocketSigner.unsettled(0, 10)).isEmpty();
    }

    @Test
    void of_another_life_nothing_is_said() {
        publish();
        PublishedTimestamp first = pocketSigner.unsettled(0, 1).getFirst();
        assertThat(node.commands.wasPublished(first)).isTrue();
        assertThat(node.commands.wasPublished(new PublishedTimestamp(gun, 2, first.digest())))
                .isFalse();
    }

    @Test
    void a_signer_that_is_away_is_told_later() {
        publish();
        signer.leave();
        assertThatThrownBy(node.settling::look).isInstanceOf(SignerUnavailable.class);
        signer.comeBack();

        assertThat(node.settling.look()).isEqualTo(1);
    }

    private void publish() {
        assertThat(node.publish(gun, publisher.firstPublication()))
                .isInstanceOf(Outcome.Done.class);
    }

    private void publishAgain() {
        assertThat(node.publish(gun, publisher.addTarget("v2").publication()))
                .isInstanceOf(Outcome.Done.class);
    }
}
