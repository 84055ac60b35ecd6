package dev.tabellion.server.follow;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.tabellion.collection.CollectionEvent.CollectionDeleted;
import dev.tabellion.collection.Gun;
import dev.tabellion.projection.log.LeafEar;
import dev.tabellion.projection.log.LeafSource;
import dev.tabellion.projection.log.LeafStream;
import dev.tabellion.projection.log.LeafTokens;
import dev.tabellion.projection.log.LogNews;
import dev.tabellion.server.Backing;
import dev.tabellion.server.database.DatabaseOwner;
import dev.tabellion.server.database.DatabaseSettings;
import dev.tabellion.server.database.RecordDatabase;
import dev.tabellion.server.read.Chronicle;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LeafSourceIT {
    private static final Gun FIRST = new Gun("example.com/first");
    private static final Gun SECOND = new Gun("example.com/second");

    private final DatabaseOwner owner = Backing.freshDatabase();
    private final RecordDatabase database =
            RecordDatabase.prepare(owner, DatabaseSettings.defaults());
    private final HikariDataSource pool = database.appPool();
    private final Chronicle chronicle = new Chronicle(pool);
    private final Leaves leaves = new Leaves(owner);
    private final LogNews news = new LogNews();
    private final LeafSource source = new LeafSource(pool, news);
    private final LeafEar ear = new LeafEar(database.appSessions(), news);

    @BeforeEach
    void hear() {
        ear.start();
    }

    @AfterEach
    void stop() {
        ear.close();
        pool.close();
    }

    @Test
    void leaves_are_told_in_the_logs_order_and_not_before_they_are_in_it() throws Exception {
        chronicle.open(FIRST, 1);
        chronicle.open(SECOND, 1);
        chronicle.delete(FIRST, 1);
        try (var stream = source.openStream(source.createTailToken())) {
            assertThat(stream.hasNextAvailable()).isFalse();
            leaves.takeOf(SECOND.value());
            leaves.takeOf(FIRST.value());

            assertThat(read(stream, 3))
                    .containsExactly(
                            "0 " + SECOND + " 0", "1 " + FIRST + " 0", "2 " + FIRST + " 1");
            assertThat(stream.hasNextAvailable()).isFalse();
        }
    }

    @Test
    void a_follower_goes_on_after_its_token_and_can_begin_anew() throws Exception {
        chronicle.open(FIRST, 1);
        chronicle.delete(FIRST, 1);
        chronicle.open(FIRST, 2);
        leaves.take();

        try (var stream = source.openStream(new GlobalSequenceTrackingToken(1))) {
            assertThat(read(stream, 1)).containsExactly("2 " + FIRST + " 2");
        }
        try (var stream = source.openStream(null)) {
            assertThat(read(stream, 3)).hasSize(3);
        }
        assertThat(source.createHeadToken()).isEqualTo(new GlobalSequenceTrackingToken(2));
        assertThatThrownBy(() -> source.openStream(GapAwareTrackingToken.newInstance(1, List.of())))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_leaf_carries_its_event_whole() throws Exception {
        chronicle.delete(FIRST, 4);
        leaves.take();
        try (var stream = source.openStream(null)) {
            var message = (DomainEventMessage<?>) stream.nextAvailable();
            assertThat(message.getPayload()).isEqualTo(new CollectionDeleted(4));
            assertThat(message.getType()).isEqualTo("collection");
            assertThat(message.getTimestamp().toString()).startsWith("2026-11-22T08:46:15.48");
        }
    }

    @Test
    void a_notice_of_another_process_wakes_at_once() throws Exception {
        var awake = new CountDownLatch(1);
        try (var stream = source.openStream(null)) {
            chronicle.open(FIRST, 1);
            leaves.take();
            stream.setOnAvailableCallback(awake::countDown);
            leaves.tell();
            assertThat(awake.await(10, SECONDS)).isTrue();
            assertThat(stream.hasNextAvailable(10, SECONDS)).isTrue();
        }
    }

    @Test
    void a_followers_position_is_a_number_that_an_operator_can_read() {
        var tokens = LeafTokens.on(pool);
        tokens.initializeTokenSegments("audit", 1);
        tokens.fetchToken("audit", 0);
        assertThat(tokens.fetchToken("audit", 0)).isNull();
        tokens.storeToken(new GlobalSequenceTrackingToken(41), "audit", 0);

        assertThat(tokens.fetchToken("audit", 0)).isEqualTo(new GlobalSequenceTrackingToken(41));
        assertThat(
                        new org.springframework.jdbc.core.JdbcTemplate(pool)
                                .queryForObject(
                                        "select convert_from(position, 'UTF8') from follower",
                                        String.class))
                .isEqualTo("41");
    }

    private static List<String> read(LeafStream stream, int count) throws InterruptedException {
        List<String> read = new ArrayList<>();
        while (read.size() < count) {
            assertThat(stream.hasNextAvailable(10, SECONDS)).isTrue();
            TrackedEventMessage<?> next = stream.nextAvailable();
            var event = (DomainEventMessage<?>) next;
            read.add(
                    next.trackingToken().position().orElseThrow()
                            + " "
                            + event.getAggregateIdentifier()
                            + " "
                            + event.getSequenceNumber());
        }
        return read;
    }
}
