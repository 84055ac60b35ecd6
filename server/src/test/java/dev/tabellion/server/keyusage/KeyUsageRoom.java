package dev.tabellion.server.keyusage;

import com.zaxxer.hikari.HikariDataSource;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.KeyAlgorithm;
import dev.tabellion.collection.RoleSigner;
import dev.tabellion.collection.TrustCommand;
import dev.tabellion.command.Outcome;
import dev.tabellion.pocket.PocketClock;
import dev.tabellion.pocket.PocketPublisher;
import dev.tabellion.projection.detection.Findings;
import dev.tabellion.projection.keyusage.JournalReader;
import dev.tabellion.projection.keyusage.JournalSource;
import dev.tabellion.projection.keyusage.KeyUsageProjection;
import dev.tabellion.projection.keyusage.Reconciler;
import dev.tabellion.projection.log.LeafSource;
import dev.tabellion.projection.log.LeafTokens;
import dev.tabellion.projection.log.LogFollower;
import dev.tabellion.server.Backing;
import dev.tabellion.server.command.WriteNode;
import dev.tabellion.server.database.DatabaseOwner;
import dev.tabellion.server.database.DatabaseSettings;
import dev.tabellion.server.database.RecordDatabase;
import dev.tabellion.server.database.SignerDatabase;
import dev.tabellion.server.follow.Leaves;
import dev.tabellion.server.read.Until;
import dev.tabellion.signer.Peer;
import dev.tabellion.signer.SigningDesk;
import dev.tabellion.signer.book.Book;
import dev.tabellion.signer.book.HeadFile;
import dev.tabellion.signer.policy.PolicySettings;
import dev.tabellion.signer.policy.SigningPolicy;
import dev.tabellion.signer.vault.KeyEncryptionKey;
import dev.tabellion.signer.vault.Keyring;
import dev.tabellion.signer.vault.SoftwareVault;
import dev.tabellion.signer.vault.Vaults;
import dev.tabellion.signing.JournalLine;
import dev.tabellion.tuf.PublicKey;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.verify.JdkSignatureCheck;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** A server and its signer, a database each, and what lays their two books side by side. */
final class KeyUsageRoom implements AutoCloseable {
    private static final KeyEncryptionKey KEK = KeyEncryptionKey.parse("00".repeat(31) + "2a");

    static final Duration GRACE = Duration.ofSeconds(60);

    /** Events bear the machine's time: it begins in the same minute. */
    final PocketClock clock = PocketClock.at(Instant.now().truncatedTo(ChronoUnit.MINUTES));

    final DatabaseOwner owner = Backing.freshDatabase();
    final HikariDataSource pool =
            RecordDatabase.prepare(owner, DatabaseSettings.defaults()).appPool();
    final JdbcTemplate sql = new JdbcTemplate(pool);
    final Leaves leaves = new Leaves(owner);
    final RoleSigner signer;
    final WriteNode node;
    final JournalReader reader;
    final Reconciler reconciler;
    final DatabaseOwner signersOwner = Backing.freshDatabase();
    final Keyring keyring;
    final Book book;
    private final HikariDataSource signerPool;
    private final LogFollower follower;
    private UnaryOperator<List<JournalLine>> seen = UnaryOperator.identity();

    KeyUsageRoom(Path place) {
        var signers = SignerDatabase.prepare(signersOwner, DatabaseSettings.defaults());
        signerPool = signers.signerPool();
        book =
                Book.open(
                        signers.signerSessions(),
                        signerPool,
                        new HeadFile(place.resolve("signer-head")),
                        clock);
        keyring = new Keyring(signerPool, Vaults.softwareOnly(SoftwareVault.open(signerPool, KEK)));
        var policy =
                new SigningPolicy(
                        PolicySettings.DEFAULT, keyring::placeOf, new JdkSignatureCheck());
        signer = new SigningDesk(keyring, book, policy, clock).as(Peer.IN_PROCESS);
        node = new WriteNode(pool, signer, clock);
        var transactions = new JdbcTransactionManager(pool);
        reader = new JournalReader(journal(), pool, transactions, clock);
        reconciler =
                new Reconciler(reader, new Findings(pool, clock), pool, transactions, clock, GRACE);
        follower =
                new LogFollower(
                        KeyUsageProjection.NAME,
                        new KeyUsageProjection(pool),
                        new LeafSource(pool, leaves.news()),
                        LeafTokens.on(pool),
                        new SpringTransactionManager(transactions));
        follower.start();
    }

    /** From now on the journal is shown like this. */
    void show(UnaryOperator<List<JournalLine>> another) {
        seen = another;
    }

    private JournalSource journal() {
        return (entry, most) ->
                seen
                        .apply(
                                book.after(0, Integer.MAX_VALUE).stream()
                                        .map(e -> new JournalLine(e.json()))
                                        .toList())
                        .stream()
                        .skip(entry)
                        .limit(most)
                        .toList();
    }

    /** Somebody with server-held keys for both roles, who has published nothing yet. */
    PocketPublisher publisher(Gun gun) {
        return PocketPublisher.of(gun, clock)
                .withServerKeys(key(gun, RoleName.TIMESTAMP), key(gun, RoleName.SNAPSHOT));
    }

    PublicKey key(Gun gun, RoleName role) {
        var outcome =
                node.execute(
                        new TrustCommand.EnsureManagedKey(gun, role, KeyAlgorithm.ECDSA),
                        WriteNode.ALICE);
        return ((Outcome.KeyReady) outcome).key().key();
    }

    /** All that was appended and journalled is taken up. */
    void catchUp() {
        leaves.take();
        catchUpLog();
        reader.readToEnd();
    }

    /** All that is in the log is taken up. */
    void catchUpLog() {
        long size = count("log_leaf");
        Until.holds(
                "the use of keys is known up to leaf " + size,
                () -> count("keyusage_head where leaves = " + size) == 1);
    }

    /** All is taken up, and all that has had its time is judged; the rules that spoke. */
    List<String> judged() {
        catchUp();
        clock.pass(GRACE.plusSeconds(30));
        reconciler.look();
        return sql.queryForList("select rule from finding order by number", String.class);
    }

    /** By the owner's hand, whom nothing keeps from it. */
    void execute(String statement) throws SQLException {
        try (var connection = owner.connect();
                var step = connection.createStatement()) {
            step.execute(statement);
        }
    }

    <T> T one(String question, Class<T> type, Object... values) {
        return Objects.requireNonNull(sql.queryForObject(question, type, values));
    }

    long count(String question) {
        Long count = sql.queryForObject("select count(*) from " + question, Long.class);
        return count == null ? 0 : count;
    }

    @Override
    public void close() {
        follower.close();
        book.close();
        signerPool.close();
        pool.close();
    }
}
