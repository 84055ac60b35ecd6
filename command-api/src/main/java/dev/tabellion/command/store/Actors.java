package dev.tabellion.command.store;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.ActorCommitment;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The clear text behind the commitments in leaves: who asked. One row for each command that left
 * events; deleting it forgets the person, and the leaves stay as they are.
 */
public final class Actors {
    private final JdbcTemplate database;

    public Actors(DataSource dataSource) {
        this.database = new JdbcTemplate(dataSource);
    }

    /** Joins the transaction of its caller, so no event is without its actor's row. */
    public void write(ActorCommitment actor) {
        write(List.of(actor));
    }

    /** The same for many. */
    public void write(List<ActorCommitment> actors) {
        database.batchUpdate(
                "insert into tabellion.event_private (actor, salt, data) values (?, ?, ?)",
                actors.stream().map(Actors::row).toList());
    }

    private static Object[] row(ActorCommitment actor) {
        return new Object[] {
            actor.digest().bytes().toArray(), actor.salt().toArray(), actor.clearText().toArray()
        };
    }

    /**
     * Deletes salt and clear text, in the transaction of its caller, of some of those whose clear
     * text has this member with this value.
     *
     * @param member {@code subject} or {@code address}
     * @return the commitments that nobody can open any more
     */
    public List<Sha256> forget(String member, String value, int atMost) {
        return database.query(
                """
                delete from tabellion.event_private where actor in (
                    select actor from tabellion.event_private
                    where convert_from(data, 'UTF8')::jsonb ->> ? = ? limit ?)
                returning actor
                """,
                (row, _) -> Sha256.raw(Bytes.of(row.getBytes(1))),
                member,
                value,
                atMost);
    }
}
