package dev.tabellion.e2e.server;

import dev.tabellion.e2e.client.Endpoint;
import dev.tabellion.e2e.process.Folder;
import dev.tabellion.e2e.server.Alarms.Alarm;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Where tests get their servers: the one they share, and some of their own. */
public final class Servers {

    private Servers() {}

    /** Whether it is the original: some of what it answers is not worth copying. */
    public static boolean areOriginal() {
        return ServerKind.chosen() == ServerKind.NOTARY;
    }

    /** One to configure or to kill, with an empty store; its owner closes it. */
    public static RunningServer start(Optional<TokenAuth> auth) {
        return start(ServerKind.chosen(), auth);
    }

    static RunningServer start(ServerKind kind, Optional<TokenAuth> auth) {
        var folder = Folder.make();
        try {
            return new OwnServer(kind.start(folder.path(), auth), folder);
        } catch (RuntimeException | AssertionError e) {
            folder.close();
            throw e;
        }
    }

    /** The address of one that already runs, if {@code e2e.endpoint} names it. */
    static Optional<Endpoint> given() {
        return Optional.ofNullable(System.getProperty("e2e.endpoint"))
                .filter(url -> !url.isBlank())
                .map(url -> new Endpoint(URI.create(url), Path.of(authority())));
    }

    private static String authority() {
        return Objects.requireNonNull(
                System.getProperty("e2e.ca"), "e2e.endpoint needs e2e.ca, its CA file");
    }

    /** A started server together with the folder that goes when it goes. */
    private record OwnServer(RunningServer server, Folder folder) implements RunningServer {

        @Override
        public Endpoint endpoint() {
            return server.endpoint();
        }

        @Override
        public void kill() {
            server.kill();
        }

        @Override
        public void killWithDatabase() {
            server.killWithDatabase();
        }

        @Override
        public int terminate() {
            return server.terminate();
        }

        @Override
        public void restart() {
            server.restart();
        }

        @Override
        public String lastWords() {
            return server.lastWords();
        }

        @Override
        public List<Alarm> alarms() {
            return server.alarms();
        }

        @Override
        public void audit() {
            server.audit();
        }

        @Override
        public void close() {
            try (folder) {
                server.close();
            }
        }
    }
}
