package dev.tabellion.server.crash;

import com.zaxxer.hikari.HikariDataSource;
import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.KeyAlgorithm;
import dev.tabellion.collection.Publisher;
import dev.tabellion.collection.RoleSigner;
import dev.tabellion.collection.TrustCommand;
import dev.tabellion.command.Outcome;
import dev.tabellion.pocket.PocketClock;
import dev.tabellion.pocket.PocketPublisher;
import dev.tabellion.server.Backing;
import dev.tabellion.server.command.BrittleDataSource;
import dev.tabellion.server.command.WriteNode;
import dev.tabellion.server.database.DatabaseSettings;
import dev.tabellion.server.database.RecordDatabase;
import dev.tabellion.server.database.SignerDatabase;
import dev.tabellion.signer.Peer;
import dev.tabellion.signer.SigningDesk;
import dev.tabellion.signer.book.Book;
import dev.tabellion.signer.book.HeadFile;
import dev.tabellion.signer.book.JournalEntry;
import dev.tabellion.signer.policy.PolicySettings;
import dev.tabellion.signer.policy.SigningPolicy;
import dev.tabellion.signer.policy.Standing;
import dev.tabellion.signer.vault.KeyEncryptionKey;
import dev.tabellion.signer.vault.Keyring;
import dev.tabellion.signer.vault.SoftwareVault;
import dev.tabellion.signer.vault.Vaults;
import dev.tabellion.tuf.PublicKey;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.verify.JdkSignatureCheck;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A server and its signer with a real database each and a line between them that can break: both
 * can die and be found again. Their clocks are one.
 */
final class TwoBooks implements AutoCloseable {
    private static final KeyEncryptionKey KEK = KeyEncryptionKey.parse("00".repeat(31) + "2a");
    private static final int ALL = 1_000_000;

    final PocketClock clock = PocketClock.at(Instant.parse("2030-01-01T00:00:00Z"));
    final BrittleLine line = new BrittleLine();
    final BrittleDataSource journalSessions;
    final JdbcTemplate record;
    WriteNode node;
    Book book;
    private final Path head;
    private final HikariDataSource recordPool;
    private final HikariDataSource signerPool;

    /**
     * @param place a directory for the journal's head
     */
    TwoBooks(Path place) {
        this.head = place.resolve("signer-head");
        this.recordPool =
                RecordDatabase.prepare(Backing.freshDatabase(), DatabaseSettings.defaults())
                        .appPool();
        this.record = new JdbcTemplate(recordPool);
        var signer = SignerDatabase.prepare(Backing.freshDatabase(), DatabaseSettings.defaults());
        this.signerPool = signer.signerPool();
        this.journalSessions = new BrittleDataSource(signer.signerSessions());
        this.book = openBook();
        this.node = newNode();
    }

    void restartServer() {
        node = newNode();
    }

    void restartSigner() {
        book.close();
        book = openBook();
    }

    /** A further node on the server's database, asking over the same line. */
    WriteNode newNode() {
        return nodeAsking(line);
    }

    WriteNode nodeAsking(RoleSigner signer) {
        return new WriteNode(recordPool, signer, clock);
    }

    private Book openBook() {
        Book opened = Book.open(journalSessions, signerPool, new HeadFile(head), clock);
        var keyring =
                new Keyring(signerPool, Vaults.softwareOnly(SoftwareVault.open(signerPool, KEK)));
        var policy =
                new SigningPolicy(
                        PolicySettings.DEFAULT, keyring::placeOf, new JdkSignatureCheck());
        line.leadTo(new SigningDesk(keyring, opened, policy, clock).as(Peer.IN_PROCESS));
        return opened;
    }

    /** While it runs, the journal's head cannot be written. */
    <T> T withoutHead(Supplier<T> work) {
        Path aside = head.resolveSibling("signer-head.aside");
        try {
            Files.move(head, aside);
            Files.createDirectory(head); // in the way of any other
            try {
                return work.get();
            } finally {
                Files.delete(head);
                Files.move(aside, head);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("putting something in the way of " + head, e);
        }
    }

    /** Somebody with server-held keys for both roles, who has published nothing yet. */
    PocketPublisher publisher(Gun gun) {
        return PocketPublisher.of(gun, clock)
                .withServerKeys(key(gun, RoleName.TIMESTAMP), key(gun, RoleName.SNAPSHOT));
    }

    private PublicKey key(Gun gun, RoleName role) {
        var outcome =
                node.execute(
                        new TrustCommand.EnsureManagedKey(gun, role, KeyAlgorithm.ECDSA),
                        new Publisher("owner of " + gun, "token", "192.0.2.1"));
        return ((Outcome.KeyReady) outcome).key().key();
    }

    long lastEntry() {
        Long last =
                new JdbcTemplate(signerPool)
                        .queryForObject("select max(seq) from signer.journal", Long.class);
        return last == null ? 0 : last;
    }

    List<Bytes> journalAfter(long entry) {
        return book.after(entry, ALL).stream().map(JournalEntry::json).toList();
    }

    Standing standing(Gun gun) {
        return book.turn(gun, page -> page.standing(1));
    }

    @Override
    public void close() {
        book.close();
        signerPool.close();
        recordPool.close();
    }
}
