package dev.tabellion.projection.audit;

import dev.tabellion.bytes.Sha256;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Takes from the index whatever leads from a person to leaves. The leaves stay, and so does the
 * commitment that they bear.
 */
record Forgetting(JdbcTemplate jdbc) {

    /**
     * @param until the leaf that tells of it: it is found by these commitments too, but says who
     *     did the forgetting
     */
    void forget(List<Sha256> actors, long until) {
        Map<UUID, List<UUID>> terms = new HashMap<>();
        for (Sha256 actor : actors) {
            noted(actor)
                    .ifPresent(
                            person ->
                                    terms.put(
                                            Term.of(TermKind.COMMITMENT, actor.hex()).id(),
                                            person));
        }
        terms.forEach((commitment, person) -> forget(commitment, person, until));
        if (!terms.isEmpty()) {
            new TailTable(jdbc).forget(terms, until);
        }
    }

    /** The terms that tell of a person, which are no longer noted then. */
    private Optional<List<UUID>> noted(Sha256 actor) {
        return jdbc
                .query(
                        """
                        delete from tabellion.audit_person where actor = ?
                        returning subject, address
                        """,
                        (row, _) ->
                                List.of(row.getObject(1, UUID.class), row.getObject(2, UUID.class)),
                        (Object) actor.bytes().toArray())
                .stream()
                .findFirst();
    }

    private void forget(UUID commitment, List<UUID> terms, long until) {
        Map<Integer, LeafSet> gone =
                sets("select chunk, leaves from tabellion.audit_chunk where term = ?", commitment);
        gone.forEach((chunk, leaves) -> leaves.removeFrom(until - LeafSet.first(chunk)));
        terms.forEach(term -> gone.forEach((chunk, part) -> take(term, chunk, part)));
    }

    private void take(UUID term, int chunk, LeafSet gone) {
        LeafSet left =
                sets(
                                """
                                delete from tabellion.audit_chunk where term = ? and chunk = ?
                                returning chunk, leaves
                                """,
                                term,
                                chunk)
                        .get(chunk);
        if (left == null) {
            return;
        }
        left.remove(gone);
        if (!left.isEmpty()) {
            jdbc.update(
                    "insert into tabellion.audit_chunk (term, chunk, leaves) values (?, ?, ?)",
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
                    sets.put(row.getInt(1), LeafSet.read(row.getBytes(2)));
                },
                arguments);
        return sets;
    }
}
