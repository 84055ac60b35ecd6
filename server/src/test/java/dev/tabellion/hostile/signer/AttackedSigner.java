package dev.tabellion.hostile.signer;

import dev.tabellion.collection.Gun;
import dev.tabellion.collection.RoleSigner;
import dev.tabellion.command.signer.Patience;
import dev.tabellion.command.signer.RemoteRoleSigner;
import dev.tabellion.command.signer.SignerLine;
import dev.tabellion.e2e.process.Folder;
import dev.tabellion.e2e.process.FreePort;
import dev.tabellion.e2e.server.RunningSigner;
import dev.tabellion.pocket.PocketServer;
import dev.tabellion.server.tls.PeerFiles;
import dev.tabellion.server.tls.PeerTls;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/**
 * The real signer in a process of its own, asked over mutual TLS with the server's own certificate;
 * and somebody who may read its journal and nothing else. Lasts for the whole suite.
 */
final class AttackedSigner implements AutoCloseable {
    static final String SERVER = RunningSigner.ASKER;
    static final String AUDITOR = "auditor.example.com";

    /** The machine may be busy; how long a server waits is tested elsewhere. */
    private static final Patience PATIENT =
            new Patience(Duration.ofSeconds(10), Duration.ofSeconds(30), 8L << 20);

    private final Folder folder = Folder.make();
    private final RunningSigner process;
    private final PeerTls serversTls;
    private final PeerTls auditorsTls;
    private final HttpClient server;
    private final HttpClient auditor;
    private final ServersSockets sockets;
    private final RoleSigner signer;
    private final JournalReader journal;
    private final PocketServer neighbour;

    AttackedSigner() {
        var servers = RunningSigner.credentials(folder.path(), SERVER);
        var auditors = RunningSigner.credentials(folder.path(), AUDITOR);
        process = RunningSigner.start(folder.path(), FreePort.pick(), List.of("--reader", AUDITOR));
        serversTls = PeerTls.of(PeerFiles.in(servers), InstantSource.system());
        auditorsTls = PeerTls.of(PeerFiles.in(auditors), InstantSource.system());
        server = SignerLine.client(serversTls.context(), PATIENT);
        auditor = SignerLine.client(auditorsTls.context(), PATIENT);
        sockets = new ServersSockets(PeerFiles.in(servers), url().getPort());
        signer = new RemoteRoleSigner(new SignerLine(process.url(), () -> server, PATIENT));
        journal = new JournalReader(auditor, process.url());
        neighbour = serverOf("example.com/neighbour");
        neighbour.accepts(neighbour.publisherWithoutSnapshots().firstPublication());
    }

    /** As the server asks it. */
    RoleSigner signer() {
        return signer;
    }

    /** The server's own client, for questions that no server asks. */
    HttpClient serversClient() {
        return server;
    }

    HttpClient auditorsClient() {
        return auditor;
    }

    ServersSockets serversSockets() {
        return sockets;
    }

    JournalReader journal() {
        return journal;
    }

    URI url() {
        return process.url();
    }

    Path folder() {
        return folder.path();
    }

    Path data() {
        return process.data();
    }

    String lastWords() {
        return process.lastWords();
    }

    /** A server of a collection that nobody has used before, or of this one. */
    PocketServer serverOf(String gun) {
        return new PocketServer(new Gun(gun), signer, Clock.systemUTC());
    }

    static String freshGun() {
        return "hostile.example.com/" + UUID.randomUUID();
    }

    /** Somebody else's honest collection, of the same server. */
    PocketServer neighbour() {
        return neighbour;
    }

    @Override
    public void close() {
        server.shutdownNow();
        auditor.shutdownNow();
        serversTls.close();
        auditorsTls.close();
        process.close();
        folder.close();
    }
}
