package dev.tabellion.server.postgres;

import dev.tabellion.server.start.StartupRefused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The loopback port of the embedded PostgreSQL, remembered beside its data. Always below 32768:
 * above begin the ephemeral ports, where any outgoing connection may sit on it.
 */
final class LocalPort {

    private static final int FIRST = 15432;
    private static final int END = 32768;

    private final Path memory;

    LocalPort(Path memory) {
        this.memory = memory;
    }

    /** The port of last time, whoever may be on it now; zero if there was none. */
    int remembered() {
        try {
            return Files.exists(memory) ? Integer.parseInt(Files.readString(memory).strip()) : 0;
        } catch (NumberFormatException e) {
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException("reading the port in " + memory, e);
        }
    }

    /** The remembered port if it is free, else another free one, remembered from now on. */
    int free() {
        var last = remembered();
        return last != 0 && isFree(last) ? last : remember(search());
    }

    int remember(int port) {
        try {
            Files.writeString(memory, Integer.toString(port));
            return port;
        } catch (IOException e) {
            throw new UncheckedIOException("remembering the port in " + memory, e);
        }
    }

    private static int search() {
        // anywhere, so that two that start together do not both find the same one free
        var first = ThreadLocalRandom.current().nextInt(END - FIRST);
        for (var step = 0; step < END - FIRST; step++) {
            var port = FIRST + (first + step) % (END - FIRST);
            if (isFree(port)) {
                return port;
            }
        }
        throw new StartupRefused(
                "No free port between " + FIRST + " and " + END + " was found for PostgreSQL.");
    }

    static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
