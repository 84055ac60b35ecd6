package dev.tabellion.server.signer;

import com.zaxxer.hikari.HikariDataSource;
import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.Gun;
import dev.tabellion.pocket.PocketClock;
import dev.tabellion.server.Backing;
import dev.tabellion.server.command.BrittleDataSource;
import dev.tabellion.server.database.DatabaseOwner;
import dev.tabellion.server.database.DatabaseSettings;
import dev.tabellion.server.database.SignerDatabase;
import dev.tabellion.signer.book.Book;
import dev.tabellion.signer.book.HeadFile;
import dev.tabellion.signer.book.JournalEntry;
import dev.tabellion.signer.book.Page;
import dev.tabellion.signer.policy.Standing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** A signer's database and its head file: the book can be opened, left and found again. */
final class BookRoom implements AutoCloseable {
    static final String PEER = "in-process";

    final DatabaseOwner owner;
    final Path place;
    final PocketClock clock = PocketClock.at(Instant.parse("2026-11-22T08:30:00Z"));
    final HikariDataSource pool;
    final BrittleDataSource sessions;
    Book book;

    BookRoom(Path place) {
        this(place, Backing.freshDatabase());
    }

    BookRoom(Path place, DatabaseOwner owner) {
        this.owner = owner;
        this.place = place;
        SignerDatabase database = SignerDatabase.prepare(owner, DatabaseSettings.defaults());
        this.pool = database.signerPool();
        this.sessions = new BrittleDataSource(database.signerSessions());
        this.book = open();
    }

    HeadFile head() {
        return new HeadFile(place.resolve("signer-head"));
    }

    Book open() {
        return Book.open(sessions, pool, head(), clock);
    }

    void reopen() {
        book.close();
        book = open();
    }

    /** Signs a timestamp upon what is settled or, where nothing is, upon nothing. */
    long sign(Gun gun, int version) {
        return sign(gun, version, version == 1 ? null : Fabricated.fileOf(gun, version - 1));
    }

    long sign(Gun gun, int version, @Nullable Sha256 base) {
        return book.turn(
                gun,
                page ->
                        page.write(
                                PEER, Fabricated.timestamp(gun, version, base, clock.instant())));
    }

    Standing standing(Gun gun) {
        return inTurn(gun, page -> page.standing(1));
    }

    <T> T inTurn(Gun gun, Function<Page, T> work) {
        return book.turn(gun, work);
    }

    /** As the database does when it is restarted, or an administrator when the session is odd. */
    void endWritersSession() {
        try (var connection = Backing.superuser().connect();
                var statement = connection.createStatement()) {
            statement.execute(
                    "select pg_terminate_backend(pid) from pg_stat_activity"
                            + " where application_name = 'tabellion-journal' and datname = '"
                            + owner.url().replaceFirst("^.*/([^/?]+)(\\?.*)?$", "$1")
                            + "'");
        } catch (SQLException e) {
            throw new IllegalStateException("ending the session that writes the journal", e);
        }
    }

    /** As it is in the database, whether or not the book is open. */
    JournalEntry lastEntry() {
        return new JdbcTemplate(pool)
                .query(
                        "select seq, hash, entry from signer.journal order by seq desc limit 1",
                        (row, _) ->
                                new JournalEntry(
                                        row.getLong("seq"),
                                        Sha256.raw(Bytes.of(row.getBytes("hash"))),
                                        Bytes.of(row.getBytes("entry"))))
                .getFirst();
    }

    long entries() {
        Long count =
                new JdbcTemplate(pool)
                        .queryForObject("select count(*) from signer.journal", Long.class);
        return count == null ? 0 : count;
    }

    /** What somebody with all rights on the database can do to it. */
    void tamper(String... statements) {
        try (var connection = owner.connect();
                var statement = connection.createStatement()) {
            statement.execute("alter table signer.journal disable trigger all");
            for (String sql : statements) {
                statement.execute(sql);
            }
            statement.execute("alter table signer.journal enable trigger all");
        } catch (SQLException e) {
            throw new IllegalStateException("tampering with the journal", e);
        }
    }

    byte[] headNow() {
        try {
            return Files.readAllBytes(head().path());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void putHead(byte[] content) {
        try {
            Files.write(head().path(), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        book.close();
        pool.close();
    }
}
