package dev.tabellion.projection.audit;

import dev.tabellion.bytes.Sha256;
import java.util.ArrayList;
import java.util.List;
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
        for (UUID term : terms) {
            jdbc.update(
                    """
                    delete from tabellion.audit_tail t using tabellion.audit_tail c
                    where c.term = ? and t.term = ? and t.leaf_index = c.leaf_index
                        and t.leaf_index < ?
                    """,
                    commitment.id(),
                    term,
                    until);
        }
        List<Part> parts = new ArrayList<>();
        jdbc.query(
                "select chunk, leaves from tabellion.audit_chunk where term = ?",
                row -> {
                    parts.add(part(row.getInt(1), row.getBytes(2), until));
                },
                commitment.id());
        parts.forEach(part -> terms.forEach(term -> forget(part, term)));
    }

    /** Leaves of one chunk. */
    private record Part(int chunk, LeafSet leaves) {}

    private static Part part(int chunk, byte[] stored, long until) {
        LeafSet leaves = LeafSet.read(stored);
        if (chunk == until / LeafSet.CHUNK) {
            leaves.remove((int) (until % LeafSet.CHUNK));
        }
        return new Part(chunk, leaves);
    }

    private void forget(Part part, UUID term) {
        jdbc.query(
                        "select leaves from tabellion.audit_chunk where term = ? and chunk = ?",
                        (row, _) -> LeafSet.read(row.getBytes(1)),
                        term,
                        part.chunk())
                .forEach(known -> write(part.chunk(), term, without(known, part.leaves())));
    }

    private static LeafSet without(LeafSet known, LeafSet gone) {
        for (int place = gone.next(0); place >= 0; place = gone.next(place + 1)) {
            known.remove(place);
        }
        return known;
    }

    private void write(int chunk, UUID term, LeafSet left) {
        if (left.isEmpty()) {
            jdbc.update(
                    "delete from tabellion.audit_chunk where term = ? and chunk = ?", term, chunk);
        } else {
            jdbc.update(
                    "update tabellion.audit_chunk set leaves = ? where term = ? and chunk = ?",
                    left.stored(),
                    term,
                    chunk);
        }
    }
}
