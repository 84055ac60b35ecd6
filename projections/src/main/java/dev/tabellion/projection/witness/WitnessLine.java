package dev.tabellion.projection.witness;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.tlog.AddCheckpoint;
import dev.tabellion.tlog.MalformedLogData;
import dev.tabellion.tlog.NoteSignature;
import dev.tabellion.tlog.SignedCheckpoint;
import dev.tabellion.tlog.VerifierKey;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The way to one witness: one question, one answer, in bounded time and memory. Believes nothing
 * that the witness's key did not sign, and follows it nowhere else.
 */
final class WitnessLine {
    private static final String PATH = "add-checkpoint";
    private static final String SIZE = "text/x.tlog.size";
    private static final int LONGEST = 64 * 1024;
    private static final Duration CONNECTING = Duration.ofSeconds(5);

    private final HttpClient client;
    private final URI address;
    private final VerifierKey key;
    private final Duration patience;

    /**
     * @param prefix under which the witness takes checkpoints
     */
    WitnessLine(HttpClient client, URI prefix, VerifierKey key, Duration patience) {
        this.client = client;
        this.address = URI.create(prefix + (prefix.toString().endsWith("/") ? "" : "/") + PATH);
        this.key = key;
        this.patience = patience;
    }

    /**
     * @param trust whom to believe that a server is who it says; null for the usual authorities
     */
    static HttpClient client(@Nullable SSLContext trust) {
        HttpClient.Builder client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(CONNECTING)
                        .executor(Executors.newVirtualThreadPerTaskExecutor());
        return trust == null ? client.build() : client.sslContext(trust).build();
    }

    WitnessReply ask(AddCheckpoint asked) throws InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(address)
                        .header("Content-Type", "text/plain; charset=utf-8")
                        .POST(BodyPublishers.ofByteArray(asked.bytes().toArray()))
                        .build();
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(
                        request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LONGEST));
        try {
            return read(answer.get(patience.toNanos(), TimeUnit.NANOSECONDS), asked.checkpoint());
        } catch (TimeoutException _) {
            return new WitnessReply.Nothing("no answer within " + patience.toSeconds() + " s");
        } catch (ExecutionException e) {
            return new WitnessReply.Nothing(String.valueOf(e.getCause()));
        } finally {
            answer.cancel(true); // the client's own timeout ends with the headers
        }
    }

    private WitnessReply read(HttpResponse<byte[]> response, SignedCheckpoint checkpoint) {
        Bytes body = Bytes.of(response.body());
        try {
            return switch (response.statusCode()) {
                case 200 -> cosigned(body, checkpoint);
                case 409 -> stands(response.headers(), body);
                case 422 -> new WitnessReply.Denied();
                default -> new WitnessReply.Nothing("status " + response.statusCode());
            };
        } catch (MalformedLogData e) {
            return response.statusCode() == 200
                    ? new WitnessReply.Worthless()
                    : new WitnessReply.Nothing("a 409 with a body that is no size");
        }
    }

    /** A proxy's own 409 says nothing of the log. */
    private static WitnessReply stands(HttpHeaders headers, Bytes body) throws MalformedLogData {
        return headers.firstValue("Content-Type").orElse("").startsWith(SIZE)
                ? new WitnessReply.Stands(AddCheckpoint.parseConflict(body))
                : new WitnessReply.Nothing("a 409 that is not of a witness");
    }

    private WitnessReply cosigned(Bytes body, SignedCheckpoint checkpoint) throws MalformedLogData {
        List<NoteSignature> own =
                NoteSignature.parseLines(body).stream().filter(line -> line.isBy(key)).toList();
        return !own.isEmpty() && checkpoint.with(own).judge(key).isVouched()
                ? new WitnessReply.Cosigned(own)
                : new WitnessReply.Worthless();
    }
}
