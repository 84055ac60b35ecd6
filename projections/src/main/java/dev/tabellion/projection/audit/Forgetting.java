package dev.tabellion.projection.audit;

import dev.tabellion.bytes.Sha256;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Takes from the index whatever leads from a person to leaves. The leaves stay, and so does the
 * commitment that they bear.
 */
record Forgetting(JdbcTemplate jdbc) {
    private static final List<String> TABLES = List.of("audit_tail", "audit_chunk");

    /**
     * @param until the leaf that tells of it: it is found by these commitments too, but says who
     *     did the forgetting
     */
    void forget(List<Sha256> actors, long until) {
        for (Sha256 actor : actors) {
            jdbc.query(
                            """
                            delete from tabellion.audit_person where actor = ?
                            returning subject, address
                            """,
                            (row, _) ->
                                    List.of(
                                            row.getObject(1, UUID.class),
                                            row.getObject(2, UUID.class)),
                            (Object) actor.bytes().toArray())
                    .forEach(
                            terms ->
                                    forget(
                                            Term.of(TermKind.COMMITMENT, actor.hex()),
                                            terms,
                                            until));
        }
    }

    private void forget(Term commitment, List<UUID> terms, long until) {
        for (String table : TABLES) {
            Map<Integer, LeafSet> gone =
                    sets(
                            "select chunk, leaves from tabellion.%s where term = ?"
                                    .formatted(table),
                            commitment.id());
            gone.forEach((chunk, leaves) -> leaves.removeFrom(until - LeafSet.first(chunk)));
            terms.forEach(term -> gone.forEach((chunk, part) -> take(table, term, chunk, part)));
        }
    }

    private void take(String table, UUID term, int chunk, LeafSet gone) {
        LeafSet left =
                sets(
                                """
                                delete from tabellion.%s where term = ? and chunk = ?
                                returning chunk, leaves
                                """
                                        .formatted(table),
                                term,
                                chunk)
                        .get(chunk);
        if (left == null) {
            return;
        }
        left.remove(gone);
        if (!left.isEmpty()) {
            jdbc.update(
                    "insert into tabellion.%s (term, chunk, leaves) values (?, ?, ?)"
                            .formatted(table),
                    term,
                    chunk,
                    left.stored());
        }
    }

    private Map<Integer, LeafSet> sets(String statement, Object... arguments) {
        Map<Integer, LeafSet> sets = new HashMap<>();
        jdbc.query(
                statement,
                row -> {
                    sets.computeIfAbsent(row.getInt(1), _ -> LeafSet.empty())
                            .addStored(row.getBytes(2));
                },
                arguments);
        return sets;
    }
}
