package dev.tabellion.server.exchange;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks servers that are not trusted, in bounded time and memory to the last byte of an answer: the
 * client's own timeout ends with the headers. Safe for concurrent use.
 */
public final class BoundedExchange implements AutoCloseable {
    private final HttpClient client;
    private final Duration patience;
    private final int longest;

    /**
     * @param client closed with this
     * @param longest in bytes
     */
    public BoundedExchange(HttpClient client, Duration patience, int longest) {
        this.client = client;
        this.patience = patience;
        this.longest = longest;
    }

    /**
     * @throws IOException if there is no answer, none in time, or one that is too long
     */
    public HttpResponse<byte[]> send(HttpRequest request) throws IOException {
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(
                        request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), longest));
        try {
            return answer.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new IOException("no whole answer within " + patience.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw new IOException(String.valueOf(e.getCause()), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("interrupted").initCause(e);
        } finally {
            answer.cancel(true);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
