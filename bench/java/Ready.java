import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Waits for a server to answer, looking often enough that the waiting does not blur a start time.
 */
final class Ready {

    private static final Duration LIMIT = Duration.ofSeconds(90);

    private Ready() {}

    static void await(Running server, BooleanSupplier ready) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!ready.getAsBoolean()) {
            if (!server.alive()) {
                throw server.died();
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "not ready after " + LIMIT.toSeconds() + " s:\n" + server.lastWords());
            }
            pause();
        }
    }

    static boolean listens(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    static boolean answers(Endpoint endpoint, String path) {
        try {
            return endpoint.get(path).ok();
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(10); // the server is another process and tells nobody that it is ready
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while waiting for a server", e);
        }
    }
}
