package dev.tabellion.command.store;

import dev.tabellion.collection.CollectionEvent;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.Policy;
import dev.tabellion.collection.TrustedCollection;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * When each collection next has something of ours to renew. Follows from events and policy; a row
 * that is too early costs one look, so it is corrected when that is noticed.
 */
public final class RenewalDates {
    private final JdbcTemplate database;
    private final Policy policy;

    public RenewalDates(DataSource dataSource, Policy policy) {
        this.database = new JdbcTemplate(dataSource);
        this.policy = policy;
    }

    /** A collection and when it falls due: the order in which they are looked at. */
    public record Due(Instant at, Gun gun) {
        /** Before every other. */
        public static final Due FIRST = new Due(Instant.EPOCH, new Gun(" "));
    }

    /** Joins the transaction of its caller. Events that change no date cost nothing. */
    public void follow(List<CollectionEvent> events, TrustedCollection after) {
        if (events.stream().anyMatch(RenewalDates::movesDates)) {
            correct(after);
        }
    }

    /** Writes the date anew, whatever the row said. */
    public void correct(TrustedCollection collection) {
        Instant due = collection.renewalDue(policy);
        if (due == null) {
            database.update(
                    "delete from tabellion.renewal where collection = ?", collection.gun().value());
            return;
        }
        database.update(
                "insert into tabellion.renewal (collection, due_at) values (?, ?)"
                        + " on conflict (collection) do update set due_at = excluded.due_at",
                collection.gun().value(),
                Timestamp.from(due));
    }

    /** The next ones due at {@code now}, after {@code last} in their order. */
    public List<Due> due(Instant now, Due last, int most) {
        return database.query(
                "select collection, due_at from tabellion.renewal where due_at <= ?"
                        + " and (due_at, collection) > (?, ?)"
                        + " order by due_at, collection limit ?",
                (row, _) ->
                        new Due(
                                row.getTimestamp("due_at").toInstant(),
                                new Gun(row.getString("collection"))),
                Timestamp.from(now),
                Timestamp.from(last.at()),
                last.gun().value(),
                most);
    }

    public long countDue(Instant now) {
        @Nullable Long count =
                database.queryForObject(
                        "select count(*) from tabellion.renewal where due_at <= ?",
                        Long.class,
                        Timestamp.from(now));
        return count == null ? 0 : count;
    }

    private static boolean movesDates(CollectionEvent event) {
        return event instanceof CollectionEvent.MetadataPublished
                || event instanceof CollectionEvent.MetadataImported
                || event instanceof CollectionEvent.CollectionDeleted;
    }
}
