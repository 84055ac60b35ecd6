package dev.tabellion.e2e.server;

import dev.tabellion.e2e.client.Endpoint;
import dev.tabellion.e2e.client.Wire;
import dev.tabellion.e2e.process.Background;
import dev.tabellion.e2e.process.Deadline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Asking a server that starts whether it answers yet. */
public final class Readiness {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private Readiness() {}

    /** The server once it is ready; one that does not become so is closed. */
    static <S extends RunningServer> S orClosed(S server, Runnable waiting) {
        try {
            waiting.run();
            return server;
        } catch (AssertionError | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /** Returns once something listens; fails early if the process ended. */
    public static void awaitListening(int port, Background process) {
        await("port " + port, process, () -> listens(port));
    }

    /** Returns once the health page is 200; fails early if the process ended. */
    static void awaitHealth(Endpoint endpoint, Background process) {
        awaitListening(endpoint.url().getPort(), process);
        try (var wire = new Wire(endpoint)) {
            await("health of " + endpoint.url(), process, () -> healthy(wire));
        }
    }

    private static void await(String what, Background process, BooleanSupplier check) {
        Deadline.await(
                LIMIT,
                () -> {
                    if (!process.isRunning()) {
                        throw new AssertionError("ended while starting:\n" + process.lastWords());
                    }
                    return check.getAsBoolean();
                },
                () -> what + "\n" + process.lastWords());
    }

    private static boolean listens(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean healthy(Wire wire) {
        try {
            return wire.get("/_notary_server/health").status() == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }
}
