package dev.tabellion.server.eye;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.server.tls.BelievedAuthorities;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A repository behind a web server, which may be anybody's: follows no redirects. */
final class HttpMirror implements Mirror {
    /** Slower than this on the whole is no download. */
    private static final long FLOOR_BYTES_PER_SECOND = 1_024;

    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int GONE = 410;
    private static final int PIECE = 16 * 1024;

    private final URI folder;
    private final Patience patience;
    private final HttpClient client;

    /**
     * @param beforeFloor how long a download may take before its speed is looked at
     * @param total how long it may take at all
     */
    record Patience(Duration connecting, Duration beforeFloor, Duration total) {
        static final Patience USUAL =
                new Patience(Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofMinutes(5));
    }

    HttpMirror(URI folder, @Nullable Path authorities, Patience patience) {
        this.folder = folder;
        this.patience = patience;
        this.client =
                BelievedAuthorities.client(authorities)
                        .connectTimeout(patience.connecting())
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .build();
    }

    @Override
    public Fetched fetch(String name, long longest) {
        AtomicLong received = new AtomicLong();
        FutureTask<Fetched> answer = new FutureTask<>(() -> download(name, longest, received));
        Thread reader = Thread.ofVirtual().name("eye-fetch").start(answer);
        try {
            return awaited(answer, received);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Fetched.Unreachable("interrupted");
        } finally {
            reader.interrupt(); // ends a read that nobody waits for any more
        }
    }

    /** A read that blocks shows here and nowhere else. */
    private Fetched awaited(FutureTask<Fetched> answer, AtomicLong received)
            throws InterruptedException {
        long begin = System.nanoTime();
        while (true) {
            try {
                return answer.get(250, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                Duration taken = Duration.ofNanos(System.nanoTime() - begin);
                if (isTooSlow(taken, received.get())) {
                    return new Fetched.TooSlow(received.get());
                }
            } catch (ExecutionException e) {
                // nothing that the repository did: an address that is none, no memory, a mistake
                return new Fetched.Unreachable(String.valueOf(e.getCause()));
            }
        }
    }

    private boolean isTooSlow(Duration taken, long received) {
        return taken.compareTo(patience.total()) > 0
                || (taken.compareTo(patience.beforeFloor()) > 0
                        && received < taken.toMillis() * FLOOR_BYTES_PER_SECOND / 1_000);
    }

    private Fetched download(String name, long longest, AtomicLong received) {
        try {
            HttpResponse<InputStream> answer =
                    client.send(
                            HttpRequest.newBuilder(URI.create(folder + name)).GET().build(),
                            BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                return switch (answer.statusCode()) {
                    case OK -> read(body, longest, received);
                    case NOT_FOUND, GONE -> new Fetched.Absent();
                    default -> new Fetched.Unreachable("status " + answer.statusCode());
                };
            }
        } catch (IOException e) {
            return new Fetched.Unreachable(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Fetched.Unreachable("interrupted");
        }
    }

    private static Fetched read(InputStream body, long longest, AtomicLong received)
            throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        byte[] piece = new byte[PIECE];
        for (int n = body.read(piece); n >= 0; n = body.read(piece)) {
            whole.write(piece, 0, n);
            received.addAndGet(n);
            if (whole.size() > longest) {
                return new Fetched.TooLong(longest);
            }
        }
        return new Fetched.Whole(Bytes.of(whole.toByteArray()));
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
