package dev.tabellion.signer.book;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.PublishedTimestamp;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.RowMapper;

/** Which timestamps the journal tells of, and of which it tells no more. */
final class SignedTimestamps {
    private static final RowMapper<PublishedTimestamp> TIMESTAMP =
            (row, _) ->
                    new PublishedTimestamp(
                            new Gun(row.getString("gun")),
                            row.getInt("life"),
                            Sha256.raw(Bytes.of(row.getBytes("timestamp_sha256"))));

    private final JournalReads reads;

    SignedTimestamps(JournalReads reads) {
        this.reads = reads;
    }

    /** Those of them that were signed. */
    Set<PublishedTimestamp> among(List<PublishedTimestamp> timestamps) {
        return new HashSet<>(
                reads.query(
                        """
                        select gun, life, timestamp_sha256 from signer.journal
                        where (gun, life, timestamp_sha256) in (
                            select * from unnest(?::text[], ?::int[], ?::bytea[]))""",
                        statement -> bind(statement, timestamps),
                        TIMESTAMP));
    }

    private static void bind(PreparedStatement statement, List<PublishedTimestamp> timestamps)
            throws SQLException {
        Connection connection = statement.getConnection();
        Object[] guns = timestamps.stream().map(each -> each.gun().value()).toArray();
        Object[] lives = timestamps.stream().map(PublishedTimestamp::life).toArray();
        byte[][] digests =
                timestamps.stream()
                        .map(each -> each.digest().bytes().toArray())
                        .toArray(byte[][]::new);
        statement.setArray(1, connection.createArrayOf("text", guns));
        statement.setArray(2, connection.createArrayOf("int4", lives));
        statement.setArray(3, connection.createArrayOf("bytea", digests));
    }

    /** Those signed since, and neither told to be published nor overtaken by one that is. */
    List<PublishedTimestamp> unsettled(Instant since, int skip, int limit) {
        return reads.query(
                """
                select gun, life, timestamp_sha256 from signer.journal j
                where timestamp_sha256 is not null and recorded_at > ?
                  and not exists (
                      select 1 from signer.journal later
                      where later.gun = j.gun and later.life = j.life
                        and later.seq > j.seq
                        and later.settles_sha256 is not null)
                order by seq offset ? limit ?""",
                TIMESTAMP,
                Timestamp.from(since),
                skip,
                limit);
    }
}
