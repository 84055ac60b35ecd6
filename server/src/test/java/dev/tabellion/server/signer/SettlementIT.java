package dev.tabellion.server.signer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.collection.Gun;
import dev.tabellion.collection.PublishedTimestamp;
import dev.tabellion.collection.RoleSigner;
import dev.tabellion.json.PlainJsonReader;
import dev.tabellion.signer.Peer;
import dev.tabellion.signer.SigningDesk;
import dev.tabellion.signer.book.Book;
import dev.tabellion.signer.policy.PolicySettings;
import dev.tabellion.signer.policy.SigningPolicy;
import dev.tabellion.signer.vault.KeyEncryptionKey;
import dev.tabellion.signer.vault.Keyring;
import dev.tabellion.signer.vault.SoftwareVault;
import dev.tabellion.signer.vault.Vaults;
import dev.tabellion.verify.JdkSignatureCheck;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** What is written down, and what is asked of the database, when publications are told of. */
class SettlementIT {
    private static final int GUNS = 4;
    private static final int VERSIONS = 20;

    @TempDir private Path place;
    private BookRoom room;
    private CountedPool pool;
    private RoleSigner signer;

    @BeforeEach
    void prepare() {
        room = new BookRoom(place);
        room.book.close();
        pool = new CountedPool(room.pool);
        room.book = Book.open(room.sessions, pool, room.head(), room.clock);
        var vault = SoftwareVault.open(room.pool, KeyEncryptionKey.parse("2a".repeat(32)));
        var keyring = new Keyring(room.pool, Vaults.softwareOnly(vault));
        var policy =
                new SigningPolicy(
                        PolicySettings.DEFAULT, keyring::placeOf, new JdkSignatureCheck());
        signer = new SigningDesk(keyring, room.book, policy, room.clock).as(Peer.IN_PROCESS);
    }

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void what_was_overtaken_is_looked_for_once_for_all_and_not_written_down() {
        List<PublishedTimestamp> told = signed();
        int before = pool.questions.get();

        signer.published(told);

        assertThat(pool.questions.get() - before).isOne();
        assertThat(kindsAfter(told.size())).hasSize(GUNS).containsOnly("published/1");
        assertThat(signer.unsettled(0, 100)).isEmpty();

        signer.published(told.subList(VERSIONS - 1, VERSIONS));
        assertThat(kindsAfter(told.size())).as("told again").hasSize(GUNS);
    }

    @Test
    void a_lie_among_many_that_were_overtaken_is_written_down_alone() {
        List<PublishedTimestamp> told = signed();
        signer.published(told);
        List<PublishedTimestamp> andLies = new ArrayList<>(told);
        Gun first = told.getFirst().gun();
        andLies.add(5, new PublishedTimestamp(first, 2, told.getFirst().digest()));
        andLies.add(9, new PublishedTimestamp(new Gun("other"), 1, told.getFirst().digest()));
        andLies.add(13, new PublishedTimestamp(first, 1, Fabricated.fileOf(first, VERSIONS + 1)));

        signer.published(andLies);

        assertThat(kindsAfter(told.size() + GUNS)).hasSize(3).containsOnly("turned-away/1");
    }

    /** Each collection's timestamps, of which the last but one is settled by the last. */
    private List<PublishedTimestamp> signed() {
        List<PublishedTimestamp> signed = new ArrayList<>();
        for (int g = 0; g < GUNS; g++) {
            Gun gun = new Gun("example.com/" + g);
            IntStream.rangeClosed(1, VERSIONS)
                    .peek(version -> room.sign(gun, version))
                    .mapToObj(v -> new PublishedTimestamp(gun, 1, Fabricated.fileOf(gun, v)))
                    .forEach(signed::add);
        }
        return signed;
    }

    private List<String> kindsAfter(long entry) {
        return room.book.after(entry, 1_000).stream()
                .map(each -> PlainJsonReader.of(each.json()).text("kind"))
                .toList();
    }

    private static final class CountedPool extends DelegatingDataSource {
        private final AtomicInteger questions = new AtomicInteger();

        CountedPool(DataSource pool) {
            super(pool);
        }

        @Override
        public Connection getConnection() throws SQLException {
            questions.incrementAndGet();
            return super.getConnection();
        }
    }
}
