package dev.tabellion.command.signer;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.SignerUnavailable;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to the signer's process: one question, one answer, in bounded time and memory, or {@link
 * SignerUnavailable}. Safe for concurrent use.
 */
public final class SignerLine {
    private static final Logger LOG = LoggerFactory.getLogger(SignerLine.class);

    private final URI signer;
    private final Supplier<HttpClient> clients;
    private final Patience patience;

    /**
     * @param signer scheme, host and port
     * @param clients gives the client of the moment, made by {@link #client}: another one once the
     *     certificates changed
     */
    public SignerLine(URI signer, Supplier<HttpClient> clients, Patience patience) {
        this.signer = signer;
        this.clients = clients;
        this.patience = patience;
    }

    /**
     * A client as the line needs it. It keeps connections and speaks HTTP/1.1: questions are few
     * and long, and one lost packet would hold up all that share a connection.
     *
     * @param identity ours, and whom we believe to be the signer; null for a signer without TLS
     */
    public static HttpClient client(@Nullable SSLContext identity, Patience patience) {
        HttpClient.Builder client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(patience.connect())
                        .executor(Executors.newVirtualThreadPerTaskExecutor());
        return identity == null ? client.build() : client.sslContext(identity).build();
    }

    /** The same way, for those who cannot wait as long. */
    SignerLine hastier(Duration whole) {
        return new SignerLine(
                signer, clients, new Patience(whole, whole, patience.bytesPerSecond()));
    }

    /**
     * Asks, and asks again if the connection broke and it is safe. What broke by its slowness, or
     * was never there, would only be so again.
     *
     * @throws SignerUnavailable if no whole answer came in time
     */
    Reply ask(Asked asked) {
        long end = System.nanoTime() + patience.over(asked.length()).toNanos();
        try {
            return once(asked, end);
        } catch (HttpTimeoutException | ConnectException e) {
            throw unavailable(asked, e);
        } catch (IOException e) {
            if (!asked.isRepeatable()) {
                throw unavailable(asked, e);
            }
            LOG.atInfo().addKeyValue("asked", asked).setCause(e).log("signer-asked-again");
            return again(asked, end, e);
        }
    }

    private Reply again(Asked asked, long end, IOException first) {
        try {
            return once(asked, end);
        } catch (IOException e) {
            e.addSuppressed(first);
            throw unavailable(asked, e);
        }
    }

    private Reply once(Asked asked, long end) throws IOException {
        long left = end - System.nanoTime();
        if (left <= 0) {
            throw new HttpTimeoutException("no time is left");
        }
        CompletableFuture<HttpResponse<byte[]>> answer =
                clients.get()
                        .sendAsync(
                                request(asked),
                                BodyHandlers.limiting(
                                        BodyHandlers.ofByteArray(), asked.longestAnswer()));
        HttpResponse<byte[]> response = await(asked, answer, left);
        return new Reply(response.statusCode(), Bytes.of(response.body()));
    }

    /** The client's own timeout ends with the headers; an answer may trickle in after them. */
    private static <T> T await(Asked asked, CompletableFuture<T> answer, long nanos)
            throws IOException {
        try {
            return answer.get(nanos, TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
            answer.cancel(true);
            throw new HttpTimeoutException("no whole answer in time");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw unavailable(asked, e);
        }
    }

    private HttpRequest request(Asked asked) {
        Bytes body = asked.body();
        return HttpRequest.newBuilder(signer.resolve(asked.question().path() + asked.query()))
                .method(
                        asked.question().method(),
                        body == null ? BodyPublishers.noBody() : published(body))
                .header("Content-Type", "application/json")
                .build();
    }

    /** Not copied, and of a stated length. */
    private static BodyPublisher published(Bytes body) {
        return BodyPublishers.fromPublisher(
                BodyPublishers.ofInputStream(body::stream), body.length());
    }

    private static SignerUnavailable unavailable(Asked asked, Exception why) {
        return new SignerUnavailable("asking the signer: " + asked, why);
    }
}
