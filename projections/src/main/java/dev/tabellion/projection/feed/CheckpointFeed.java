package dev.tabellion.projection.feed;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.projection.log.Published;
import dev.tabellion.projection.log.PublishedLog;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Keeps true that the newest published checkpoint, as it is served, is in a topic. Leaves out such
 * as were overtaken before it looked, and sends one again when cosignatures were added to it, or
 * when another node takes over: readers hold each against the last they know.
 */
public final class CheckpointFeed implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(CheckpointFeed.class);
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final String topic;
    private final PublishedLog published;
    private final OrderedProducer producer;
    private final BooleanSupplier isMine;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread;
    private volatile @Nullable Bytes sent;
    private volatile boolean failing;

    /**
     * @param isMine whether this node is the one that tells
     */
    public CheckpointFeed(
            String topic,
            PublishedLog published,
            OrderedProducer producer,
            BooleanSupplier isMine) {
        this.topic = topic;
        this.published = published;
        this.producer = producer;
        this.isMine = isMine;
        this.thread = Thread.ofVirtual().name("checkpoint-feed").unstarted(this::work);
    }

    public void start() {
        thread.start();
    }

    public boolean isFailing() {
        return failing;
    }

    private void work() {
        try {
            while (!stopped.await((failing ? PAUSE : LOOK).toMillis(), TimeUnit.MILLISECONDS)) {
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        }
    }

    private void look() throws InterruptedException {
        try {
            Published newest = isMine.getAsBoolean() ? published.newest() : null;
            if (newest != null && !Objects.equals(newest.checkpoint().bytes(), sent)) {
                send(newest);
            }
        } catch (DataAccessException e) {
            log.atDebug().setCause(e).log("checkpoint-not-read"); // health tells of the database
        }
    }

    private void send(Published newest) throws InterruptedException {
        Bytes note = newest.checkpoint().bytes();
        String origin = newest.checkpoint().checkpoint().origin().text();
        try {
            producer.lane()
                    .send(new ProducerRecord<>(topic, origin, note.toArray()))
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            sent = note;
            failing = false;
        } catch (ExecutionException | TimeoutException e) {
            if (!failing) {
                log.atWarn().setCause(e).log("checkpoint-not-sent");
            }
            failing = true;
        }
    }

    @Override
    public void close() {
        stopped.countDown();
        thread.interrupt();
    }
}
