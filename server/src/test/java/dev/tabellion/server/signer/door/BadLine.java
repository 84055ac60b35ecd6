package dev.tabellion.server.signer.door;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Takes connections where the signer should be, and does with each what a bad line would do. */
final class BadLine implements AutoCloseable {
    /** What is done with one connection. */
    @FunctionalInterface
    interface Deed {
        void with(Socket connection) throws IOException, InterruptedException;
    }

    private final ServerSocket listener;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();

    BadLine(Deed deed) {
        try {
            this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException("listening", e);
        }
        Thread.ofVirtual().start(() -> accept(deed));
    }

    private void accept(Deed deed) {
        try {
            while (true) {
                Socket connection = listener.accept();
                open.add(connection);
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> handle(deed, connection));
            }
        } catch (IOException _) {
            // closed: the test is over
        }
    }

    private static void handle(Deed deed, Socket connection) {
        try (connection) {
            deed.with(connection);
        } catch (IOException | InterruptedException _) {
            // the other side gave up, which is what is tested
        }
    }

    /** Reads a request to its end, then says these bytes and hangs up. */
    static Deed saying(String answer) {
        return connection -> {
            hear(connection);
            connection.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
        };
    }

    /** A request's head, and as much of its body as the head announces. */
    static byte[] hear(Socket connection) throws IOException {
        InputStream in = connection.getInputStream();
        var heard = new java.io.ByteArrayOutputStream();
        while (!heard.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            heard.write(in.read());
        }
        String head = heard.toString(StandardCharsets.ISO_8859_1);
        int length =
                head.lines()
                        .filter(
                                line ->
                                        line.toLowerCase(java.util.Locale.ROOT)
                                                .startsWith("content-length:"))
                        .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
                        .findFirst()
                        .orElse(0);
        heard.write(in.readNBytes(length));
        return heard.toByteArray();
    }

    /** Passes one request on and brings the whole answer back, without giving it to anybody. */
    static byte[] passOn(byte[] request, URI to) throws IOException {
        try (var there = new Socket(to.getHost(), to.getPort())) {
            OutputStream out = there.getOutputStream();
            out.write(request);
            out.flush();
            there.shutdownOutput();
            return there.getInputStream().readAllBytes();
        }
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    int connections() {
        return connections.get();
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket connection : open) {
                connection.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("closing", e);
        }
    }
}
