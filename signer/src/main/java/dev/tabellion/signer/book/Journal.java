package dev.tabellion.signer.book;

import dev.tabellion.collection.SignerUnavailable;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends to the signer's journal. What it has answered survives a power cut, in the database and
 * in the head outside it. One thread writes; what comes while it writes is written together next,
 * so nobody waits for company. Safe for concurrent use.
 */
final class Journal implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
    private static final int MOST_WAITING = 4_096;
    private static final int MOST_TOGETHER = 512;

    /** After a failure, so that a signer is well again before somebody asks for a signature. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private static final Duration FAREWELL = Duration.ofSeconds(10);

    private final JournalKeeper keeper;
    private final BlockingQueue<Order> orders = new ArrayBlockingQueue<>(MOST_WAITING);
    private final AtomicLong commits = new AtomicLong();
    private final Thread writer;

    private Journal(JournalKeeper keeper) {
        this.keeper = keeper;
        this.writer = Thread.ofPlatform().daemon().name("journal").unstarted(this::run);
    }

    /**
     * Takes the journal for this process alone and compares it with its head. One that does not
     * agree is open for reading and closed for everything else.
     *
     * @param sessions gives sessions of the signer's role outside any pool: one is kept
     * @throws JournalHeldElsewhere if another signer has it
     * @throws SignerUnavailable if the database or the head file cannot be used
     */
    static Journal open(DataSource sessions, HeadFile file, Seal seal, Clock clock) {
        JournalKeeper keeper = new JournalKeeper(sessions, file, seal, clock);
        try {
            keeper.open();
        } catch (SQLException | IOException e) {
            throw new SignerUnavailable("opening the signer's journal", e);
        }
        Journal journal = new Journal(keeper);
        journal.writer.start();
        return journal;
    }

    /**
     * The name of what is remembered of the journal now. After any failure it gets another one: an
     * entry may have been kept that nobody got an answer for.
     *
     * @throws SignerUnavailable if the journal is closed, or cannot be reached
     */
    long epoch() {
        if (keeper.condition() instanceof Condition.Steady steady) {
            return steady.epoch();
        }
        CompletableFuture<Long> answer = new CompletableFuture<>();
        return ask(new Order.FindOut(answer), answer);
    }

    /**
     * Durable when it returns.
     *
     * @param epoch what the draft was decided in
     * @throws SignerUnavailable if it was not written, or may or may not have been
     */
    JournalEntry append(Draft draft, long epoch) {
        return append(List.of(draft), epoch).getFirst();
    }

    /** All or none of them, one after the other; durable when it returns. */
    List<JournalEntry> append(List<Draft> drafts, long epoch) {
        CompletableFuture<List<JournalEntry>> answer = new CompletableFuture<>();
        return ask(new Order.Append(drafts, epoch, answer), answer);
    }

    /** Goes on with a closed journal; the entry with which it does tells what was wrong. */
    JournalEntry resume(String by) {
        CompletableFuture<JournalEntry> answer = new CompletableFuture<>();
        return ask(new Order.Resume(by, answer), answer);
    }

    /**
     * Writes nothing more until it is resumed; true unless it was closed already.
     *
     * @throws SignerUnavailable if it cannot be reached, and nothing is written either
     */
    boolean distrust(Discrepancy why) {
        CompletableFuture<Boolean> answer = new CompletableFuture<>();
        return ask(new Order.Close(why, answer), answer);
    }

    /** What an operator should know; null if all is well. */
    @Nullable String complaint() {
        return switch (keeper.condition()) {
            case Condition.Steady _ -> null;
            case Condition.Unsure _ -> "the signer's journal could not be written";
            case Condition.Closed closed -> Words.of(closed.why());
            case Condition.Ended _ -> "the signer has ended";
        };
    }

    /** Null unless the journal is closed. */
    @Nullable Discrepancy discrepancy() {
        return keeper.condition() instanceof Condition.Closed closed ? closed.why() : null;
    }

    /** How often entries were written, one or many together. */
    long commits() {
        return commits.get();
    }

    @Override
    public void close() {
        writer.interrupt();
        try {
            writer.join(FAREWELL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for as long as it takes: everything that the writer does ends by itself. */
    private <T> T ask(Order order, CompletableFuture<T> answer) {
        if (!orders.offer(order)) {
            throw new SignerUnavailable("too much waits to be written to the signer's journal");
        }
        if (keeper.condition() instanceof Condition.Ended) {
            answer.completeExceptionally(ended()); // nobody may be left to take the order
        }
        try {
            return answer.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof SignerUnavailable known
                    ? new SignerUnavailable(String.valueOf(known.getMessage()), known)
                    : new SignerUnavailable("writing to the signer's journal", e);
        }
    }

    private void run() {
        List<Order> together = new ArrayList<>();
        try {
            while (true) {
                Order first = orders.poll(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
                if (first == null) {
                    keeper.lookAgain();
                    continue;
                }
                together.add(first);
                orders.drainTo(together, MOST_TOGETHER - 1);
                carryOut(together);
                together.clear();
            }
        } catch (InterruptedException e) {
            LOG.atDebug().log("journal-closing");
        } finally {
            keeper.close();
            orders.drainTo(together);
            together.forEach(order -> order.answer().completeExceptionally(ended()));
        }
    }

    private void carryOut(List<Order> together) {
        List<Order.Append> appends = new ArrayList<>();
        for (Order order : together) {
            switch (order) {
                case Order.Append append -> appends.add(append);
                case Order.FindOut(var answer) -> carryOut(answer, () -> keeper.steady().epoch());
                case Order.Resume(var by, var answer) -> carryOut(answer, () -> keeper.resume(by));
                case Order.Close(var why, var answer) ->
                        carryOut(answer, () -> keeper.distrust(why));
            }
        }
        if (!appends.isEmpty()) {
            write(appends);
        }
    }

    /** Whatever goes wrong is told to who asked, and does not end the writer. */
    private static <T> void carryOut(CompletableFuture<T> answer, Callable<T> work) {
        try {
            answer.complete(work.call());
        } catch (Exception e) {
            answer.completeExceptionally(e);
        }
    }

    private void write(List<Order.Append> appends) {
        try {
            long epoch = keeper.steady().epoch();
            List<Order.Append> current = appends.stream().filter(a -> a.epoch() == epoch).toList();
            List<JournalEntry> entries =
                    keeper.append(current.stream().flatMap(a -> a.drafts().stream()).toList());
            commits.incrementAndGet();
            int from = 0;
            for (Order.Append append : current) {
                int to = from + append.drafts().size();
                append.answer().complete(List.copyOf(entries.subList(from, to)));
                from = to;
            }
            appends.forEach(
                    late ->
                            late.answer()
                                    .completeExceptionally(
                                            new SignerUnavailable(
                                                    "the journal was found anew: ask again")));
        } catch (SQLException | IOException | RuntimeException e) {
            LOG.atError().addKeyValue("entries", appends.size()).setCause(e).log("journal-failed");
            appends.forEach(each -> each.answer().completeExceptionally(e));
        }
    }

    private static SignerUnavailable ended() {
        return new SignerUnavailable("the signer has ended");
    }
}
