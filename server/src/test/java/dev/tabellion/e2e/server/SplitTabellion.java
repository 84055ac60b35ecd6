package dev.tabellion.e2e.server;

import dev.tabellion.e2e.client.Endpoint;
import dev.tabellion.e2e.server.Alarms.Alarm;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Tabellion with its signer in a process of its own. Killing it kills the server alone, with its
 * database or without: the signer is a machine of its own.
 */
public final class SplitTabellion implements RunningServer {

    private final RunningSigner signer;
    private final RunningTabellion server;

    private SplitTabellion(RunningSigner signer, RunningTabellion server) {
        this.signer = signer;
        this.server = server;
    }

    static SplitTabellion start(Path folder, Optional<TokenAuth> auth) {
        RunningSigner signer = RunningSigner.start(folder);
        try {
            return new SplitTabellion(
                    signer, RunningTabellion.start(folder, auth, signer.optionsOfServer()));
        } catch (AssertionError | RuntimeException e) {
            signer.close();
            throw e;
        }
    }

    /** Everything of both under this folder, the server without authentication. */
    public static SplitTabellion start(Path folder) {
        return start(folder, Optional.empty());
    }

    public RunningSigner signer() {
        return signer;
    }

    public RunningTabellion server() {
        return server;
    }

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
        return server.lastWords() + "\nsigner:\n" + signer.lastWords();
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
        server.close();
        signer.close();
    }
}
