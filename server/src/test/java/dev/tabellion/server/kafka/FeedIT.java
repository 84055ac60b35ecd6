package dev.tabellion.server.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.CollectionEvent.CollectionDeleted;
import dev.tabellion.collection.EventJson;
import dev.tabellion.projection.feed.EventFeed;
import dev.tabellion.projection.feed.OrderedProducer;
import dev.tabellion.projection.log.LeafSource;
import dev.tabellion.projection.log.LeafTokens;
import dev.tabellion.projection.log.LogFollower;
import dev.tabellion.projection.log.LogNews;
import dev.tabellion.server.Backing;
import dev.tabellion.server.database.DatabaseSettings;
import dev.tabellion.server.database.RecordDatabase;
import dev.tabellion.server.read.Until;
import dev.tabellion.tlog.Origin;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.axonframework.common.transaction.Transaction;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** Events of the log in a real broker: all of them, in order, whatever dies. */
class FeedIT {
    private static final String TOPIC = "tabellion.events";
    private static final Origin ORIGIN = new Origin("tlog.example.com/feed");
    private static final String ACTOR = "ab".repeat(32);

    @TempDir Path folder;
    private final RecordDatabase database =
            RecordDatabase.prepare(Backing.freshDatabase(), DatabaseSettings.defaults());
    private final HikariDataSource app = database.appPool();
    private final HikariDataSource log = database.logPool();
    private final AtomicInteger written = new AtomicInteger();
    private KafkaBroker broker;
    private OrderedProducer producer;

    @BeforeEach
    void a_broker_runs() {
        broker = KafkaBroker.start(folder);
        producer = new OrderedProducer(Map.of("bootstrap.servers", broker.address()));
    }

    @AfterEach
    void all_ends() {
        producer.close();
        broker.close();
        app.close();
        log.close();
    }

    @Test
    void all_events_arrive_in_order_though_the_broker_is_killed() {
        write(120);
        var feed = feed();
        try (var follower = follower(feed, transactions())) {
            follower.start();
            var first = heard(120);
            assertThat(first).hasSize(120);
            isTold(first.getFirst());

            broker.kill();
            write(80);
            Until.holds("it says that it fails", feed::isFailing);
            broker.restart();
            isInOrder(heard(200));
            Until.holds("it says that it is well", () -> !feed.isFailing());
        }
    }

    @Test
    void what_was_sent_and_not_yet_noted_is_sent_again_as_the_same() {
        write(50);
        var interrupted = new AtomicInteger();
        var feed = feed();
        try (var follower = follower(feed, failingOnce(transactions(), feed, interrupted))) {
            follower.start();
            Until.holds("a batch was not noted", () -> interrupted.get() == 1);
            var all = Heard.in(broker, TOPIC, heard -> distinct(heard) == 50 && heard.size() > 50);
            var values = new HashMap<Long, Bytes>();
            for (var record : all) {
                var value = Bytes.of(record.value());
                assertThat(values.getOrDefault(Heard.id(record), value)).isEqualTo(value);
                values.put(Heard.id(record), value);
            }
            assertThat(values).hasSize(50);
        }
    }

    private List<ConsumerRecord<String, byte[]>> heard(int events) {
        return Heard.in(broker, TOPIC, heard -> distinct(heard) == events);
    }

    private static long distinct(List<ConsumerRecord<String, byte[]>> heard) {
        return heard.stream().map(Heard::id).distinct().count();
    }

    private static void isTold(ConsumerRecord<String, byte[]> record) {
        var cloud = Heard.json(record);
        assertThat(cloud.get("specversion").stringValue()).isEqualTo("1.0");
        assertThat(cloud.get("source").stringValue()).isEqualTo(ORIGIN.text());
        assertThat(cloud.get("type").stringValue())
                .isEqualTo("dev.tabellion.collection-deleted.v1");
        assertThat(cloud.get("subject").stringValue()).isEqualTo(record.key());
        assertThat(cloud.get("actor").stringValue()).isEqualTo(ACTOR);
        assertThat(cloud.get("data").get("life").intValue()).isEqualTo(1);
    }

    /** Whoever leaves out what is not above the last sees each key's events once, in order. */
    private static void isInOrder(List<ConsumerRecord<String, byte[]>> heard) {
        var last = new HashMap<String, Long>();
        var once = new HashMap<String, Integer>();
        for (var record : heard) {
            if (Heard.id(record) > last.getOrDefault(record.key(), -1L)) {
                last.put(record.key(), Heard.id(record));
                once.merge(record.key(), 1, Integer::sum);
            }
        }
        assertThat(once.values().stream().mapToInt(each -> each).sum()).isEqualTo(200);
    }

    private EventFeed feed() {
        return new EventFeed(TOPIC, ORIGIN, producer);
    }

    private LogFollower follower(EventFeed feed, TransactionManager transactions) {
        return new LogFollower(
                EventFeed.NAME,
                feed,
                new LeafSource(app, new LogNews()),
                LeafTokens.on(app),
                transactions);
    }

    private TransactionManager transactions() {
        return new SpringTransactionManager(new JdbcTransactionManager(app));
    }

    /** As if the process had died after Kafka's answer: the first commit of a position is lost. */
    private static TransactionManager failingOnce(
            TransactionManager real, EventFeed feed, AtomicInteger interrupted) {
        return () -> {
            var transaction = real.startTransaction();
            return new Transaction() {
                @Override
                public void commit() {
                    if (feed.sent() >= 0 && interrupted.compareAndSet(0, 1)) {
                        transaction.rollback();
                        throw new IllegalStateException("the process died");
                    }
                    transaction.commit();
                }

                @Override
                public void rollback() {
                    transaction.rollback();
                }
            };
        };
    }

    /** Events as they are once the sequencer has placed them. */
    private void write(int events) {
        var rows = new JdbcTemplate(app);
        var leaves = new JdbcTemplate(log);
        for (int each = 0; each < events; each++) {
            int index = written.getAndIncrement();
            var event = new CollectionDeleted(1);
            Long global =
                    rows.queryForObject(
                            """
                            insert into tabellion.event (event_id, collection, sequence, kind,
                                occurred_at, name, revision, payload, metadata, leaf)
                            values (?, ?, ?, 'collection', now(), ?, ?, ?, ?, ?)
                            returning global_index
                            """,
                            Long.class,
                            UUID.randomUUID(),
                            "example.com/c" + index % 5,
                            index / 5,
                            EventJson.nameOf(event),
                            EventJson.revisionOf(event),
                            EventJson.write(event).toArray(),
                            Bytes.utf8("{\"actor\":\"%s\"}".formatted(ACTOR)).toArray(),
                            Bytes.utf8("leaf " + index).toArray());
            leaves.update("insert into tabellion.log_leaf values (?, ?)", index, global);
        }
    }
}
