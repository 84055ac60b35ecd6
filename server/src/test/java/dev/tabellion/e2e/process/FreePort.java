package dev.tabellion.e2e.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A port nobody listens on. It lies below the range outgoing connections draw from, so that no
 * client can take it while its server is being restarted.
 */
public final class FreePort {

    private static final int TRIES = 200;

    private FreePort() {}

    /** One within {@code e2e.ports}. */
    public static int pick() {
        String[] range = System.getProperty("e2e.ports", "20000-29999").split("-", 2);
        int first = Integer.parseInt(range[0]);
        int last = Integer.parseInt(range[1]);
        for (int i = 0; i < TRIES; i++) {
            int port = ThreadLocalRandom.current().nextInt(first, last + 1);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no free port between " + first + " and " + last);
    }

    private static boolean isFree(int port) {
        try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
