package dev.tabellion.e2e.server;

import dev.tabellion.e2e.client.Endpoint;
import dev.tabellion.e2e.server.Alarms.Alarm;
import java.util.List;

/** A server of our own: it may be killed and comes back with the same address and data. */
public interface RunningServer extends AutoCloseable {

    Endpoint endpoint();

    /** {@code kill -9}; returns when the process is gone. */
    void kill();

    /** The same, and of its database too where that is its own: what a power cut leaves. */
    void killWithDatabase();

    /** SIGTERM; returns its exit code, and fails if it has not ended within half a minute. */
    int terminate();

    /** Starts it again after its end; returns when it answers. */
    void restart();

    /** Fails if its log is not what its record comes to; says nothing of a server that has none. */
    void audit();

    /**
     * What it has found that somebody is to look at; nothing of a server that looks for nothing.
     */
    List<Alarm> alarms();

    /** What it said last, for a failure's message. */
    String lastWords();

    /** Ends it and removes its data. */
    @Override
    void close();
}
