package dev.tabellion.projection.feed;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends records so that none is in a partition before one that was given earlier: what fails takes
 * everything given after it along, as one request is on its way at a time and the producer is
 * thrown away at the first failure. Whoever gives them begins again with the one that failed.
 */
public final class OrderedProducer implements AutoCloseable {
    private static final int LONGEST_WAIT_MILLIS = 10_000;
    private static final int BUFFER_BYTES = 16 * 1024 * 1024;

    private final Map<String, Object> properties;
    private final AtomicReference<@Nullable Producer<String, byte[]>> current =
            new AtomicReference<>();

    /**
     * @param properties where the brokers are and how they are to be trusted; what keeps records in
     *     order cannot be changed by them
     */
    public OrderedProducer(Map<String, String> properties) {
        Map<String, Object> all = new HashMap<>(properties);
        all.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        all.put(ProducerConfig.ACKS_CONFIG, "all");
        all.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, LONGEST_WAIT_MILLIS / 2);
        all.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, LONGEST_WAIT_MILLIS / 2);
        all.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, LONGEST_WAIT_MILLIS);
        all.put(ProducerConfig.BUFFER_MEMORY_CONFIG, (long) BUFFER_BYTES);
        all.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        this.properties = Map.copyOf(all);
    }

    /** To be taken anew for each attempt; what is sent on one after a failure fails too. */
    public synchronized Lane lane() {
        Producer<String, byte[]> known = current.get();
        if (known == null) {
            known =
                    new KafkaProducer<>(
                            properties, new StringSerializer(), new ByteArraySerializer());
            current.set(known);
        }
        return new Lane(known, this);
    }

    /** A way to Kafka up to the first failure. */
    public record Lane(Producer<String, byte[]> producer, OrderedProducer owner) {

        /** Completes when all brokers that must have it have it, exceptionally if they have not. */
        public CompletableFuture<Void> send(ProducerRecord<String, byte[]> record) {
            CompletableFuture<Void> acknowledged = new CompletableFuture<>();
            try {
                var _ = producer.send(record, (_, failure) -> conclude(acknowledged, failure));
            } catch (KafkaException | IllegalStateException e) {
                conclude(acknowledged, e);
            }
            return acknowledged;
        }

        /**
         * A failure comes on the producer's own thread, or before the record was taken: nothing
         * that waits behind it has been sent, or will be.
         */
        private void conclude(CompletableFuture<Void> acknowledged, @Nullable Exception failure) {
            if (failure == null) {
                acknowledged.complete(null);
            } else {
                owner.discard(producer);
                acknowledged.completeExceptionally(failure);
            }
        }
    }

    private void discard(Producer<String, byte[]> broken) {
        if (current.compareAndSet(broken, null)) {
            broken.close(Duration.ZERO);
        }
    }

    @Override
    public void close() {
        Producer<String, byte[]> last = current.getAndSet(null);
        if (last != null) {
            last.close(Duration.ZERO);
        }
    }
}
