package dev.tabellion.projection.log;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Tells those in this process who follow the log that it may have grown. {@link LeafEar} hears of
 * other processes' batches; none may rely on hearing, nor take it for certain.
 */
public final class LogNews {
    /**
     * How long it is believed that the log ends there: its teller may have lost its place since.
     */
    static final Duration BELIEVED = Duration.ofMillis(200);

    private final List<Runnable> followers = new CopyOnWriteArrayList<>();
    private final AtomicLong told = new AtomicLong();

    private final LongSupplier nanos;
    private volatile End end = new End(-1, 0);

    /** How many leaves there are as it was told last, -1 while nobody knows. */
    private record End(long size, long toldAt) {}

    public LogNews() {
        this(System::nanoTime);
    }

    LogNews(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /**
     * @param follower returns at once and never throws
     */
    public void tell(Runnable follower) {
        followers.add(follower);
    }

    void forget(Runnable follower) {
        followers.remove(follower);
    }

    /** How often it was told: who found nothing need not look again while this stays the same. */
    long told() {
        return told.get();
    }

    /** Whether, as far as was told a moment ago, there is none after that leaf. */
    boolean endsWith(long leaf) {
        End told = end;
        return leaf + 1 == told.size() && nanos.getAsLong() - told.toldAt() < BELIEVED.toNanos();
    }

    /**
     * Called by whoever has taken up leaves, which go that far now; negative if it is not known.
     */
    void grown(long leaves) {
        end = new End(leaves, nanos.getAsLong());
        tell();
    }

    /**
     * Whether it is news here that somebody says that the log is so large.
     *
     * @param leaves negative if that was not said
     */
    boolean isNews(long leaves) {
        return leaves < 0 || leaves != end.size();
    }

    /** Called by whoever does not know. */
    public void grown() {
        grown(-1);
    }

    private void tell() {
        told.incrementAndGet();
        followers.forEach(Runnable::run);
    }
}
