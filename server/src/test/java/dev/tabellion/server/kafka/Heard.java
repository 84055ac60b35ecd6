package dev.tabellion.server.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** All that is in a topic, from its beginning, as any reader gets it. */
public final class Heard {
    private static final Duration LIMIT = Duration.ofSeconds(40);

    private Heard() {}

    /** Reads on until it is enough. */
    public static List<ConsumerRecord<String, byte[]>> in(
            KafkaBroker broker,
            String topic,
            Predicate<List<ConsumerRecord<String, byte[]>>> isEnough) {
        Map<String, Object> properties =
                Map.of(
                        "bootstrap.servers",
                        broker.address(),
                        "group.id",
                        "reader-" + System.nanoTime(),
                        "auto.offset.reset",
                        "earliest",
                        "metadata.max.age.ms",
                        "500");
        List<ConsumerRecord<String, byte[]>> heard = new ArrayList<>();
        try (var consumer =
                new KafkaConsumer<>(
                        properties, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(topic));
            long end = System.nanoTime() + LIMIT.toNanos();
            while (!isEnough.test(heard)) {
                if (System.nanoTime() > end) {
                    throw new AssertionError("only " + heard.size() + " records in " + topic);
                }
                consumer.poll(Duration.ofMillis(100)).forEach(heard::add);
            }
        }
        return heard;
    }

    public static JsonNode json(ConsumerRecord<String, byte[]> record) {
        return JsonMapper.shared().readTree(record.value());
    }

    public static long id(ConsumerRecord<String, byte[]> record) {
        return Long.parseLong(json(record).get("id").stringValue());
    }
}
