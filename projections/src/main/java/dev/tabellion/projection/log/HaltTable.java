package dev.tabellion.projection.log;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.tlog.EndedHalt;
import dev.tabellion.tlog.Halt;
import dev.tabellion.tlog.Resumption;
import dev.tabellion.tlog.SignedResumption;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What nodes tell each other of halts and of their ends. Rows are added and never changed; nothing
 * here is believed for having been written here.
 */
final class HaltTable {
    /** More are no news: the first of them halts. */
    private static final int MOST = 100;

    private final JdbcClient database;

    HaltTable(DataSource dataSource) {
        this.database = JdbcClient.create(dataSource);
    }

    /** Durable when it returns; told twice it is there once. */
    void tell(Halt halt) {
        database.sql(
                        """
                        insert into tabellion.log_halt (id, since, finder, what)
                        values (?, ?, ?, ?) on conflict do nothing
                        """)
                .params(raw(halt.id()), at(halt.since()), halt.by(), halt.what())
                .update();
    }

    void tell(SignedResumption decision) {
        Resumption said = decision.resumption();
        database.sql(
                        """
                        insert into tabellion.log_resumption
                            (halt, resumed_at, resumed_by, reason, signature)
                        values (?, ?, ?, ?, ?) on conflict do nothing
                        """)
                .params(
                        raw(said.halt()),
                        at(said.at()),
                        said.by(),
                        said.reason(),
                        decision.signature().toArray())
                .update();
    }

    /**
     * The first of those that were told of, without these, and without such as halt one node alone:
     * nobody tells of those.
     */
    List<Halt> haltsBut(Collection<Sha256> ended) {
        return database.sql(
                        """
                        select since, finder, what from tabellion.log_halt
                        where id <> all(?) and finder not in (?, ?) order by told_at limit ?
                        """)
                .params(
                        ended.stream().map(HaltTable::raw).toArray(byte[][]::new),
                        Halt.FORGETFUL,
                        Halt.NOBODY_KNOWN,
                        MOST)
                .query(
                        (row, _) ->
                                new Halt(
                                        instant(row.getObject(1, OffsetDateTime.class)),
                                        row.getString(2),
                                        row.getString(3)))
                .list();
    }

    /** What is said to end that halt, unchecked. */
    List<EndedHalt> endsOf(Halt halt) {
        return database.sql(
                        """
                        select resumed_at, resumed_by, reason, signature
                        from tabellion.log_resumption where halt = ? order by told_at limit ?
                        """)
                .params(raw(halt.id()), MOST)
                .query(
                        (row, _) ->
                                new EndedHalt(
                                        halt,
                                        new SignedResumption(
                                                new Resumption(
                                                        halt.id(),
                                                        instant(
                                                                row.getObject(
                                                                        1, OffsetDateTime.class)),
                                                        row.getString(2),
                                                        row.getString(3)),
                                                Bytes.of(row.getBytes(4)))))
                .list();
    }

    private static byte[] raw(Sha256 digest) {
        return digest.bytes().toArray();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static Instant instant(OffsetDateTime time) {
        return time.toInstant();
    }
}
