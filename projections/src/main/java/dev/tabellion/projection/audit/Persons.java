package dev.tabellion.projection.audit;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.Publisher;
import dev.tabellion.projection.rows.Insertion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Learns who stands behind commitments, as terms only, while the clear text is there. What it notes
 * is what {@link Forgetting} takes away again.
 */
record Persons(JdbcTemplate jdbc) {
    private static final Insertion NOTE =
            Insertion.into(
                    "tabellion.audit_person",
                    "actor bytea, subject uuid, address uuid",
                    "on conflict do nothing");

    /** The terms that tell who asked; nothing for whom was forgotten. */
    Map<Sha256, Set<Term>> learn(List<IndexedLeaf> leaves) {
        byte[][] actors =
                leaves.stream()
                        .map(IndexedLeaf::actor)
                        .filter(Objects::nonNull)
                        .distinct()
                        .map(actor -> actor.bytes().toArray())
                        .toArray(byte[][]::new);
        Map<Sha256, Set<Term>> known = new HashMap<>();
        List<Object[]> notes = new ArrayList<>();
        if (actors.length > 0) {
            jdbc.query(
                    "select actor, salt, data from tabellion.event_private where actor = any(?)",
                    row -> {
                        byte[] raw = row.getBytes("actor");
                        Sha256 actor = Sha256.raw(Bytes.of(raw));
                        Publisher publisher =
                                EntryRow.publisher(
                                        actor, row.getBytes("salt"), row.getBytes("data"));
                        if (publisher != null) { // an edited row names nobody, and stops nothing
                            known.put(actor, termsOf(publisher));
                            notes.add(note(raw, publisher));
                        }
                    },
                    (Object) actors);
            NOTE.of(notes, jdbc);
        }
        return known;
    }

    private static Set<Term> termsOf(Publisher publisher) {
        return Set.of(
                Term.of(TermKind.ACTOR, publisher.subject()),
                Term.of(TermKind.ADDRESS, publisher.address()));
    }

    private static Object[] note(byte[] actor, Publisher publisher) {
        return new Object[] {
            actor,
            Term.of(TermKind.ACTOR, publisher.subject()).id().toString(),
            Term.of(TermKind.ADDRESS, publisher.address()).id().toString()
        };
    }
}
