package dev.tabellion.e2e.server;

import com.sun.net.httpserver.HttpExchange;
import dev.tabellion.e2e.client.Endpoint;
import dev.tabellion.e2e.client.Wire;
import dev.tabellion.e2e.pki.Certified;
import dev.tabellion.e2e.pki.OpenSsl;
import java.io.IOException;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Stands before a server and holds publications back until so many have come, then lets them all go
 * at once. Reads pass; nothing is changed on the way.
 */
public final class Gate implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 20;

    private final Wire wire;
    private final CyclicBarrier crowd;
    private final Certified authority;
    private final HttpsDoor door;

    private Gate(Endpoint server, int publications, OpenSsl openSsl) {
        wire = new Wire(server);
        crowd = new CyclicBarrier(publications);
        authority = openSsl.authority("gate-authority");
        door = HttpsDoor.open(openSsl.localhost("gate", authority), this::pass);
    }

    public static Gate before(Endpoint server, int publications, OpenSsl openSsl) {
        return new Gate(server, publications, openSsl);
    }

    /** Where clients come to it. */
    public Endpoint endpoint() {
        return new Endpoint(door.url(), authority.certificate());
    }

    @Override
    public void close() {
        door.close();
        wire.close();
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (exchange.getRequestMethod().equals("POST")) {
                waitForTheOthers();
            }
            var answer =
                    wire.relay(
                            exchange.getRequestMethod(),
                            exchange.getRequestURI().toString(),
                            contentType(exchange),
                            body);
            byte[] bytes = answer.bytes();
            exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private void waitForTheOthers() throws IOException {
        try {
            crowd.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (BrokenBarrierException | TimeoutException e) {
            throw new IOException("waiting for the other publications", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("waiting for the other publications", e);
        }
    }

    private static String contentType(HttpExchange exchange) {
        var type = exchange.getRequestHeaders().getFirst("Content-Type");
        return type == null ? "" : type;
    }
}
