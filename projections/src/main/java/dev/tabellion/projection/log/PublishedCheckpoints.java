package dev.tabellion.projection.log;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.tlog.MalformedLogData;
import dev.tabellion.tlog.NoteSignature;
import dev.tabellion.tlog.SignedCheckpoint;
import dev.tabellion.tlog.TreeSize;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The checkpoints that are public, each as its log signed it, and the cosignatures that came then
 * or later: together they are the note that is served. Verifies nothing: whoever writes here has.
 */
public final class PublishedCheckpoints {
    /** On which other processes hear that the log may have grown. */
    public static final String CHANNEL = "tabellion_log";

    private final JdbcClient database;

    /**
     * @param dataSource of the log's role to write, of any to read
     */
    public PublishedCheckpoints(DataSource dataSource) {
        this.database = JdbcClient.create(dataSource);
    }

    /**
     * Durable when it returns. One that is public already is published freshly; a smaller one, and
     * one that the database does not cover (any more), not at all.
     */
    public void publish(SignedCheckpoint checkpoint, Instant at) {
        long size = checkpoint.head().size().leaves();
        database.sql(
                        """
                        with added as (
                            insert into log_checkpoint (size, note, published_at)
                            select :size, :note, :at from log_head where size >= :size
                            on conflict (size) do nothing)
                        insert into log_published as shown (size, at)
                        select :size, :at from log_head where size >= :size
                        on conflict (only_one)
                            do update set size = excluded.size, at = excluded.at
                            where shown.size <= excluded.size
                        """)
                .param("size", size)
                .param("note", checkpoint.bytes().toArray())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
        database.sql("notify " + CHANNEL).update();
    }

    /** The newest and when it was last published; null before the first. */
    public @Nullable Published shown() {
        Instant at =
                database.sql("select at from log_published")
                        .query((row, _) -> row.getTimestamp(1).toInstant())
                        .optional()
                        .orElse(null);
        SignedCheckpoint newest = at == null ? null : newest();
        return at == null || newest == null ? null : new Published(newest, at);
    }

    /** Of one witness the newest is kept. */
    public void cosigned(TreeSize size, NoteSignature by, Instant at) {
        database.sql(
                        """
                        insert into log_cosignature (size, witness, line, at) values (?, ?, ?, ?)
                        on conflict (size, witness) do update set line = excluded.line, at = excluded.at
                        """)
                .params(
                        size.leaves(),
                        by.name() + "+" + by.hash(),
                        by.line(),
                        at.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** The largest with all its cosignatures; null before the first. */
    public @Nullable SignedCheckpoint newest() {
        return one("(select max(size) from log_checkpoint)", null);
    }

    /** The one of just this size with all its cosignatures; null if there is none. */
    public @Nullable SignedCheckpoint of(TreeSize size) {
        return one("?", size);
    }

    private @Nullable SignedCheckpoint one(String which, @Nullable TreeSize size) {
        var question =
                database.sql(
                        """
                        select c.note, s.line from log_checkpoint c
                            left join log_cosignature s using (size)
                        where c.size = %s order by s.witness
                        """
                                .formatted(which));
        List<Part> parts =
                (size == null ? question : question.param(size.leaves()))
                        .query(
                                (row, _) ->
                                        new Part(
                                                Bytes.of(row.getBytes("note")),
                                                Optional.ofNullable(row.getString("line"))))
                        .list();
        return parts.isEmpty() ? null : composed(parts);
    }

    private record Part(Bytes note, Optional<String> line) {}

    private static SignedCheckpoint composed(List<Part> parts) {
        try {
            List<NoteSignature> cosignatures = new ArrayList<>();
            for (Part part : parts) {
                if (part.line().isPresent()) {
                    cosignatures.addAll(NoteSignature.parseLines(Bytes.utf8(part.line().get())));
                }
            }
            return SignedCheckpoint.parse(parts.getFirst().note()).with(cosignatures);
        } catch (MalformedLogData e) {
            throw new IllegalStateException("reading a published checkpoint", e);
        }
    }
}
