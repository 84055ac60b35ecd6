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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The checkpoints that are public, each as its log signed it, and the cosignatures that came then
 * or later: together they are the note that is served. Verifies nothing: whoever writes here has.
 */
public final class PublishedCheckpoints {
    private static final Logger LOG = LoggerFactory.getLogger(PublishedCheckpoints.class);

    /** On which other processes hear that the log may have grown. */
    public static final String CHANNEL = "tabellion_log";

    private final JdbcClient database;
    private volatile boolean told = true;

    /**
     * @param dataSource of the log's role to write, of any to read
     */
    public PublishedCheckpoints(DataSource dataSource) {
        this.database = JdbcClient.create(dataSource);
    }

    /**
     * Durable when it returns. One that is public already is published freshly; a smaller one, and
     * one that the database does not cover (any more), not at all.
     *
     * @throws DamagedCheckpoint if another one of this size lies there
     */
    public void publish(SignedCheckpoint checkpoint, Instant at) {
        long size = checkpoint.head().size().leaves();
        byte[] note = checkpoint.bytes().toArray();
        int shown =
                database.sql(
                                """
                                with added as (
                                    insert into log_checkpoint (size, note, published_at)
                                    select :size, :note, :at from log_head where size >= :size
                                    on conflict (size) do nothing
                                    returning size)
                                insert into log_published as shown (size, at)
                                select :size, :at from log_head where size >= :size
                                    and (exists (select from added)
                                         or exists (select from log_checkpoint as c
                                                    where c.size = :size and c.note = :note))
                                on conflict (only_one)
                                    do update set size = excluded.size, at = excluded.at
                                    where shown.size <= excluded.size
                                """)
                        .param("size", size)
                        .param("note", note)
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .update();
        if (shown > 0) {
            tell(size);
        } else if (isOther(size, note)) {
            throw new DamagedCheckpoint("another checkpoint of " + size + " leaves is there", null);
        }
    }

    /** Whoever has a session can fill the database's queue of notices: that stops no checkpoint. */
    private void tell(long size) {
        try {
            database.sql("select pg_notify(?, ?)")
                    .params(CHANNEL, Long.toString(size))
                    .query((_, _) -> size)
                    .single();
            told = true;
        } catch (DataAccessException e) { // all look once a second anyway
            LOG.atLevel(told ? Level.WARN : Level.DEBUG).setCause(e).log("log-not-told");
            told = false;
        }
    }

    private boolean isOther(long size, byte[] note) {
        return database.sql("select 1 from log_checkpoint where size = ? and note <> ?")
                .params(size, note)
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    /** How many leaves somebody says on {@link #CHANNEL} are covered; -1 if that is not said. */
    static long told(String notice) {
        return notice.matches("[0-9]{1,18}") ? Long.parseLong(notice) : -1;
    }

    /** The one that is shown and when it was last published; null before the first. */
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

    /**
     * The one that is shown, with all its cosignatures; null before the first. Not the largest that
     * lies in the table: that may be anybody's.
     */
    public @Nullable SignedCheckpoint newest() {
        TreeSize size =
                database.sql("select size from log_published")
                        .query((row, _) -> new TreeSize(row.getLong(1)))
                        .optional()
                        .orElse(null);
        if (size == null) {
            return null;
        }
        SignedCheckpoint shown = of(size);
        if (shown == null) {
            throw new DamagedCheckpoint("the checkpoint of " + size + " leaves is gone", null);
        }
        if (!shown.head().size().equals(size)) {
            throw new DamagedCheckpoint(
                    "the checkpoint of " + size + " leaves says " + shown.head().size(), null);
        }
        return shown;
    }

    /** The one of just this size with all its cosignatures; null if there is none. */
    public @Nullable SignedCheckpoint of(TreeSize size) {
        List<Part> parts =
                database.sql(
                                """
                                select c.note, s.line from log_checkpoint c
                                    left join log_cosignature s using (size)
                                where c.size = ? order by s.witness
                                """)
                        .param(size.leaves())
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
            throw new DamagedCheckpoint("a published checkpoint does not read as one", e);
        }
    }
}
