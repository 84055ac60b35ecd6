package dev.tabellion.server.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.projection.alert.AlertFeed;
import dev.tabellion.projection.feed.OrderedProducer;
import dev.tabellion.server.kafka.Heard;
import dev.tabellion.server.kafka.KafkaBroker;
import dev.tabellion.server.read.Until;
import dev.tabellion.tlog.Origin;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Findings in a real broker: all of them, in order, whatever dies. */
class AlertFeedIT {
    private static final String TOPIC = "tabellion.alerts";

    @TempDir Path folder;
    private final AlertRoom room = new AlertRoom();
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
        room.close();
    }

    @Test
    void all_findings_arrive_in_order_though_the_broker_is_killed_and_nothing_waits_for_it() {
        try (var feed = feed()) {
            feed.start();
            find(30);
            assertThat(heard(30)).hasSize(30);
            broker.kill();
            find(30);
            Until.holds("it says that it fails", feed::isFailing);
            broker.restart();
            inOrder(heard(60));
            Until.holds("it says that it is well", () -> !feed.isFailing());
        }
    }

    @Test
    void what_was_sent_and_not_yet_noted_is_sent_again_as_the_same() {
        room.execute(
                """
                create function tabellion.crash() returns trigger language plpgsql as
                'begin raise exception ''the process died''; end'
                """);
        try (var feed = feed()) {
            find(5);
            room.execute(
                    "create trigger crash before update of position on tabellion.alert_outlet"
                            + " for each row when (new.position <> old.position)"
                            + " execute function tabellion.crash()");
            feed.start();
            Until.holds("a position was not noted", feed::isFailing);
            room.execute("drop trigger crash on tabellion.alert_outlet");
            Until.holds("it was noted", () -> feed.sent() == 5);
            var all = Heard.in(broker, TOPIC, heard -> heard.size() >= 10);
            Map<String, Bytes> values = new HashMap<>();
            for (var record : all) {
                String id = Heard.json(record).get("id").stringValue();
                Bytes value = Bytes.of(record.value());
                assertThat(value).isEqualTo(values.getOrDefault(id, value));
                values.put(id, value);
            }
            assertThat(values).hasSize(5);
        }
    }

    private AlertFeed feed() {
        return new AlertFeed(
                TOPIC,
                new Origin("tlog.example.com/alerts"),
                room.findings,
                room.bell,
                room.outlets(),
                producer);
    }

    private void find(int findings) {
        for (int each = 0; each < findings; each++) {
            room.find("example.com/c" + each % 5);
        }
    }

    private List<ConsumerRecord<String, byte[]>> heard(int findings) {
        return Heard.in(
                broker,
                TOPIC,
                heard ->
                        heard.stream().map(r -> Heard.json(r).get("id")).distinct().count()
                                == findings);
    }

    private static void inOrder(List<ConsumerRecord<String, byte[]>> heard) {
        Map<String, Long> last = new HashMap<>();
        for (var record : heard) {
            long number = Long.parseLong(Heard.json(record).get("sequence").stringValue());
            assertThat(record.key()).startsWith("collection example.com/c");
            assertThat(number).isGreaterThanOrEqualTo(last.getOrDefault(record.key(), 0L));
            last.put(record.key(), number);
        }
    }
}
