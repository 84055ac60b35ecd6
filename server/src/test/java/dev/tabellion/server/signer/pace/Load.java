package dev.tabellion.server.signer.pace;

import dev.tabellion.collection.Gun;
import dev.tabellion.collection.RoleSigner;
import dev.tabellion.collection.SigningAnswer;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/**
 * Many collections that want something of the signer at the same time. The clock runs only while
 * the signer is asked: making requests and taking in answers is the server's work.
 */
final class Load {
    private final RoleSigner signer;
    private final List<PacedCollection> collections;

    Load(String name, Kind kind, RoleSigner signer, Clock clock, int count) {
        this.signer = signer;
        this.collections =
                IntStream.range(0, count)
                        .mapToObj(i -> new Gun("bench/" + name + "/" + i))
                        .map(gun -> new PacedCollection(gun, kind, signer, clock))
                        .toList();
    }

    void run(Stopwatch watch, int threads, double seconds) {
        try (var pool = Executors.newFixedThreadPool(threads)) {
            while (!watch.reached(seconds)) {
                collections.forEach(PacedCollection::begin);
                List<PacedCollection> waiting = waiting();
                while (!waiting.isEmpty()) {
                    sign(watch, pool, threads, waiting);
                    waiting = waiting();
                }
                signer.published(collections.stream().map(PacedCollection::published).toList());
            }
        }
    }

    private List<PacedCollection> waiting() {
        return collections.stream().filter(each -> each.wanted() != null).toList();
    }

    private void sign(
            Stopwatch watch, ExecutorService pool, int threads, List<PacedCollection> waiting) {
        var answers = new SigningAnswer[waiting.size()];
        long[] nanos = new long[waiting.size()];
        List<Callable<Object>> work =
                IntStream.range(0, threads)
                        .<Callable<Object>>mapToObj(
                                thread ->
                                        () -> {
                                            for (int i = thread; i < nanos.length; i += threads) {
                                                long from = System.nanoTime();
                                                answers[i] = ask(waiting.get(i));
                                                nanos[i] = System.nanoTime() - from;
                                            }
                                            return thread;
                                        })
                        .toList();
        watch.start();
        finish(pool, work);
        watch.stop();
        for (int i = 0; i < nanos.length; i++) {
            watch.add(nanos[i], signaturesIn(answers[i]));
        }
        IntStream.range(0, answers.length).forEach(i -> waiting.get(i).take(answers[i]));
    }

    private static int signaturesIn(SigningAnswer answer) {
        return answer instanceof SigningAnswer.Produced both && both.vouching() != null ? 2 : 1;
    }

    private SigningAnswer ask(PacedCollection collection) {
        var request = collection.wanted();
        if (request == null) {
            throw new IllegalStateException("nothing is wanted");
        }
        return signer.sign(request);
    }

    private static void finish(ExecutorService pool, List<Callable<Object>> work) {
        try {
            for (var each : pool.invokeAll(work)) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("asking the signer", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking the signer", e);
        }
    }
}
