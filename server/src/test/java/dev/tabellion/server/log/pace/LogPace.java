package dev.tabellion.server.log.pace;

import dev.tabellion.projection.log.LogKeeper;
import dev.tabellion.projection.log.LogNews;
import dev.tabellion.projection.log.LogTerms;
import dev.tabellion.projection.log.PublishedCheckpoints;
import dev.tabellion.server.database.DatabaseOwner;
import dev.tabellion.server.database.DatabaseSettings;
import dev.tabellion.server.database.RecordDatabase;
import dev.tabellion.signer.checkpoint.FolderCheckpointSigner;
import dev.tabellion.signer.checkpoint.LogFolder;
import dev.tabellion.tlog.Origin;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Appends events as the server's role and lets a log take them up, in earnest: durable commits, a
 * key, a remembered head. Tells lines for {@code bench/run} and judges nothing.
 */
final class LogPace {
    private static final int WRITERS = 8;
    private static final int BATCH = 100;
    private static final int BACKLOG = 40_000;

    private final JdbcTemplate app;
    private final DataSource log;
    private final FolderCheckpointSigner signer;
    private final PublishedCheckpoints checkpoints;

    LogPace(DatabaseOwner owner, Path home) throws Exception {
        var database = RecordDatabase.prepare(owner, DatabaseSettings.defaults());
        this.app = new JdbcTemplate(database.appPool());
        this.log = database.logPool();
        this.checkpoints = new PublishedCheckpoints(log);
        Path folder = Files.createDirectories(home.resolve("log"));
        this.signer =
                FolderCheckpointSigner.open(
                        new LogFolder(folder), new Origin("bench.example.com"), Clock.systemUTC());
    }

    /** JDBC URL, its owner's name, a directory, rounds, seconds of each row. */
    public static void main(String[] arguments) throws Exception {
        new LogPace(new DatabaseOwner(arguments[0], arguments[1], "unused"), Path.of(arguments[2]))
                .measure(Integer.parseInt(arguments[3]), Integer.parseInt(arguments[4]));
        System.exit(0); // pools and threads
    }

    void measure(int rounds, int seconds) throws Exception {
        together(seconds); // until the compiler has seen it all
        for (int round = 0; round < rounds; round++) {
            tell(round, "take up a backlog", backlog());
            tell(round, "append and take up", together(seconds));
            tell(round, "append alone", appended(seconds));
            backlog();
            tell(round, "commit to covered", covered(seconds));
        }
    }

    private static void tell(int round, String what, double[] figures) {
        System.out.printf(
                "sample\t%d\t%s\t%.1f\t%.2f\t%.2f%n",
                round, what, figures[0], figures[1], figures[2]);
    }

    /** Leaves a second that get their places and are signed for, while nobody appends. */
    private double[] backlog() {
        append("backlog-" + UUID.randomUUID(), BACKLOG);
        LogKeeper keeper = keeper();
        long waiting = waiting();
        long began = System.nanoTime();
        while (waiting() > 0) {
            keeper.turn();
        }
        long took = System.nanoTime() - began;
        keeper.start();
        keeper.close();
        return new double[] {waiting * 1e9 / took, 0, 0};
    }

    /** Events a second that are appended and covered by a checkpoint, both at once. */
    private double[] together(int seconds) throws Exception {
        LogKeeper keeper = keeper();
        keeper.start();
        long began = System.nanoTime();
        long events = write(seconds, BATCH, keeper);
        while (waiting() > 0) {
            Thread.onSpinWait();
        }
        long took = System.nanoTime() - began;
        keeper.close();
        return new double[] {events * 1e9 / took, 0, 0};
    }

    /** What the same appending gives where no log runs. */
    private double[] appended(int seconds) throws Exception {
        long began = System.nanoTime();
        long events = write(seconds, BATCH, null);
        return new double[] {events * 1e9 / (System.nanoTime() - began), 0, 0};
    }

    /** From an event's commit until the published checkpoint covers it, beside other writers. */
    private double[] covered(int seconds) throws Exception {
        LogKeeper keeper = keeper();
        keeper.start();
        List<Double> millis = new ArrayList<>();
        try (var beside = Executors.newSingleThreadExecutor()) {
            Future<Long> load = beside.submit(() -> write(seconds, 1, keeper));
            while (!load.isDone()) {
                millis.add(cover(keeper));
            }
        }
        keeper.close();
        double[] sorted = millis.stream().mapToDouble(each -> each).sorted().toArray();
        return new double[] {
            sorted.length / (double) seconds,
            sorted[sorted.length / 2],
            sorted[(int) Math.min(sorted.length - 1L, Math.round(sorted.length * 0.99))]
        };
    }

    private double cover(LogKeeper keeper) throws InterruptedException {
        String stream = "probe-" + UUID.randomUUID();
        append(stream, 1);
        long committed = System.nanoTime();
        keeper.wake();
        while (!isCovered(stream)) {
            Thread.sleep(2); // what is measured is another's work
        }
        return (System.nanoTime() - committed) / 1e6;
    }

    private boolean isCovered(String stream) {
        return !app.queryForList(
                        """
                        select 1 from tabellion.event
                            join tabellion.log_leaf using (global_index), tabellion.log_published
                        where collection = ? and leaf_index < size
                        """,
                        Integer.class,
                        stream)
                .isEmpty();
    }

    private long write(int seconds, int batch, @Nullable LogKeeper keeper) throws Exception {
        long until = System.nanoTime() + seconds * 1_000_000_000L;
        Callable<Long> writer =
                () -> {
                    long written = 0;
                    while (System.nanoTime() < until) {
                        append("writer-" + UUID.randomUUID(), batch);
                        written += batch;
                        if (keeper != null) {
                            keeper.wake();
                        }
                    }
                    return written;
                };
        long written = 0;
        try (var threads = Executors.newFixedThreadPool(WRITERS)) {
            var writers = IntStream.range(0, WRITERS).mapToObj(_ -> writer).toList();
            for (Future<Long> each : threads.invokeAll(writers)) {
                written += each.get();
            }
        }
        return written;
    }

    /** One transaction; payload, metadata and leaf as long as those of a publication's events. */
    private void append(String stream, int events) {
        app.update(
                """
                insert into tabellion.event (event_id, collection, sequence, kind, occurred_at,
                                             name, revision, payload, metadata, leaf)
                select gen_random_uuid(), ?, n, 'collection', now(), 'metadata-published', '1',
                       ?, ?, convert_to(? || n, 'UTF8') || ?
                from unnest(?) as n
                """,
                stream,
                filler(400),
                filler(150),
                stream + "#",
                filler(550),
                LongStream.range(0, events).boxed().toArray(Long[]::new));
    }

    private static byte[] filler(int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) '.');
        return bytes;
    }

    private long waiting() {
        Long waiting = app.queryForObject("select count(*) from tabellion.log_outbox", Long.class);
        return waiting == null ? 0 : waiting;
    }

    private LogKeeper keeper() {
        return new LogKeeper(
                log,
                signer,
                new Origin("bench.example.com"),
                signed -> checkpoints.publish(signed, Clock.systemUTC().instant()),
                UUID.randomUUID(),
                LogTerms.STANDARD,
                new LogNews());
    }
}
