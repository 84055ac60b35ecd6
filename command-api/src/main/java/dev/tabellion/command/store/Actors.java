package dev.tabellion.command.store;

import dev.tabellion.collection.ActorCommitment;
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
        database.update(
                "insert into tabellion.event_private (actor, salt, data) values (?, ?, ?)",
                actor.digest().bytes().toArray(),
                actor.salt().toArray(),
                actor.clearText().toArray());
    }
}
