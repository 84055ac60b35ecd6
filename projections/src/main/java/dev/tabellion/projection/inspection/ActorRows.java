package dev.tabellion.projection.inspection;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.ActorCommitment;
import dev.tabellion.collection.EventJson;
import dev.tabellion.collection.LedgerEvent.ActorRedacted;
import dev.tabellion.json.PlainJson;
import dev.tabellion.tlog.TreeSize;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** How much of the rows behind commitments may be seen by whom the session belongs to. */
enum ActorRows {
    /** Salt and clear text: the commitment is computed here. */
    CLEAR("select actor, salt, data from tabellion.event_private where actor = any(?)"),
    /** The commitment as the database computes it: whoever owns that could have it lie. */
    COMPUTED("select actor, digest from tabellion.actor_commitment where actor = any(?)"),
    HIDDEN("");

    private static final String REDACTIONS =
            """
            select name, revision, payload from tabellion.event
            where name = 'actor-redacted'
              and global_index in (select global_index from tabellion.log_outbox
                                   union all
                                   select global_index from tabellion.log_leaf
                                   where leaf_index >= ?)
            """;

    private final String select;

    ActorRows(String select) {
        this.select = select;
    }

    static ActorRows readableBy(Connection connection) throws SQLException {
        if (isReadable(connection, "event_private")) {
            return CLEAR;
        }
        return isReadable(connection, "actor_commitment") ? COMPUTED : HIDDEN;
    }

    Map<Sha256, Sha256> read(Connection connection, Collection<Sha256> actors) throws SQLException {
        Map<Sha256, Sha256> found = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(select)) {
            statement.setArray(1, DatabaseRecord.arrayOf(connection, actors));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.put(Sha256.raw(Bytes.of(rows.getBytes(1))), committed(rows));
                }
            }
        }
        return found;
    }

    static Map<Sha256, Bytes> written(Connection connection, Collection<Sha256> actors)
            throws SQLException {
        Map<Sha256, Bytes> found = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(CLEAR.select)) {
            statement.setArray(1, DatabaseRecord.arrayOf(connection, actors));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    Bytes written =
                            new PlainJson()
                                    .text("salt", Bytes.of(rows.getBytes(2)).hex())
                                    .text("actor", Bytes.of(rows.getBytes(3)).utf8())
                                    .bytes();
                    found.put(Sha256.raw(Bytes.of(rows.getBytes(1))), written);
                }
            }
        }
        return found;
    }

    static Set<Sha256> forgottenBeyond(Connection connection, TreeSize end) throws SQLException {
        Set<Sha256> forgotten = new HashSet<>();
        try (PreparedStatement statement = connection.prepareStatement(REDACTIONS)) {
            statement.setLong(1, end.leaves());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    if (EventJson.read(
                                    rows.getString(1),
                                    rows.getString(2),
                                    Bytes.of(rows.getBytes(3)))
                            instanceof ActorRedacted redaction) {
                        forgotten.addAll(redaction.actors());
                    }
                }
            }
        }
        return forgotten;
    }

    private Sha256 committed(ResultSet row) throws SQLException {
        Bytes second = Bytes.of(row.getBytes(2));
        return this == CLEAR
                ? new ActorCommitment(second, Bytes.of(row.getBytes(3))).digest()
                : Sha256.raw(second);
    }

    static boolean isReadable(Connection connection, String table) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(
                        """
                        select to_regclass(?) is not null
                           and has_table_privilege(to_regclass(?)::oid, 'select')
                        """)) {
            statement.setString(1, "tabellion." + table);
            statement.setString(2, "tabellion." + table);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }
}
