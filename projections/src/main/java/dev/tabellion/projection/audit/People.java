package dev.tabellion.projection.audit;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.Publisher;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Who is behind commitments, where that was not forgotten. */
public record People(JdbcTemplate jdbc) {

    /**
     * A person's row.
     *
     * @param publisher null if it is not what the commitment was made of
     */
    public record Person(@Nullable Publisher publisher) {}

    /** Those that are known. */
    public Map<Sha256, Person> behind(Collection<Sha256> commitments) {
        Map<Sha256, Person> people = new HashMap<>();
        jdbc.query(
                "select actor, salt, data from tabellion.event_private where actor = any(?)",
                row -> {
                    Sha256 actor = Sha256.raw(Bytes.of(row.getBytes("actor")));
                    people.put(
                            actor,
                            new Person(
                                    EntryRow.publisher(
                                            actor, row.getBytes("salt"), row.getBytes("data"))));
                },
                (Object)
                        commitments.stream()
                                .distinct()
                                .map(actor -> actor.bytes().toArray())
                                .toArray(byte[][]::new));
        return people;
    }
}
