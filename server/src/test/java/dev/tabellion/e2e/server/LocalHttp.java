package dev.tabellion.e2e.server;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Somebody's HTTP server on loopback, without TLS: answers as many at once as ask. */
public final class LocalHttp implements AutoCloseable {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;

    /**
     * @param path below which it answers
     * @param answering an exchange, which is closed afterwards
     */
    public LocalHttp(String path, HttpHandler answering) {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("listening on loopback", e);
        }
        server.setExecutor(threads);
        server.createContext(
                path,
                exchange -> {
                    try (exchange) {
                        answering.handle(exchange);
                    }
                });
        server.start();
    }

    /** Without a slash at its end. */
    public String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** Whoever still waits for an answer gets none. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
