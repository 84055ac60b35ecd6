package dev.tabellion.server.alert;

import com.sun.net.httpserver.HttpExchange;
import dev.tabellion.bytes.Bytes;
import dev.tabellion.e2e.server.LocalHttp;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import tools.jackson.databind.json.JsonMapper;

/** Somebody's HTTP server that is told alerts, and answers as it likes. */
public final class Receiver implements AutoCloseable {
    /** Answered with this, nothing is answered. */
    static final int NOTHING = 0;

    /** What came. */
    public record Told(String id, String timestamp, String signature, Bytes body) {
        String subject() {
            return JsonMapper.shared()
                    .readTree(body.toArray())
                    .at("/data/subject/name")
                    .stringValue();
        }

        long number() {
            return JsonMapper.shared().readTree(body.toArray()).at("/data/number").longValue();
        }
    }

    private final CountDownLatch end = new CountDownLatch(1);
    private final List<Told> told = new CopyOnWriteArrayList<>();
    private final List<Told> taken = new CopyOnWriteArrayList<>();
    private final LocalHttp server;
    private volatile Function<Told, Integer> manners;

    public Receiver(Function<Told, Integer> manners) {
        this.manners = manners;
        server = new LocalHttp("/hook", this::hear);
    }

    public URI url() {
        return URI.create(server.url() + "/hook");
    }

    void behave(Function<Told, Integer> other) {
        manners = other;
    }

    /** All that came, whatever was answered. */
    List<Told> told() {
        return List.copyOf(told);
    }

    /** What was answered with 2xx. */
    public List<Told> taken() {
        return List.copyOf(taken);
    }

    private void hear(HttpExchange exchange) throws IOException {
        var headers = exchange.getRequestHeaders();
        var one =
                new Told(
                        headers.getFirst("webhook-id"),
                        headers.getFirst("webhook-timestamp"),
                        headers.getFirst("webhook-signature"),
                        Bytes.of(exchange.getRequestBody().readAllBytes()));
        told.add(one);
        int status = manners.apply(one);
        if (status == NOTHING) {
            hang();
            return;
        }
        if (status / 100 == 2) {
            taken.add(one);
        }
        exchange.sendResponseHeaders(status, -1);
    }

    private void hang() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        end.countDown();
        server.close();
    }
}
