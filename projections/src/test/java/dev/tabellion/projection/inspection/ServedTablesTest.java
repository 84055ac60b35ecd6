package dev.tabellion.projection.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.collection.CollectionEvent.CollectionDeleted;
import dev.tabellion.inspection.Showing;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ServedTablesTest {
    @Test
    void a_look_ends_after_many_collections_or_a_large_one() {
        SortedMap<String, Showing> showings = new TreeMap<>();
        for (int n = 100; n < 400; n++) {
            showings.put("example.com/" + n, Showing.telling(_ -> {}));
        }
        Showing large = Showing.telling(_ -> {});
        for (int n = 0; n < ServedTables.MOST_ROWS; n++) {
            large.follow(n, Instant.EPOCH, new CollectionDeleted(n + 1));
        }
        showings.put("example.com/120", large);

        List<List<String>> looks = ServedTables.looks(showings);

        assertThat(looks).extracting(List::size).containsExactly(21, 256, 23);
        assertThat(looks.stream().flatMap(List::stream))
                .containsExactlyElementsOf(showings.keySet());
    }

    @Test
    void nothing_served_is_not_looked_at() {
        assertThat(ServedTables.looks(new TreeMap<>())).isEmpty();
    }
}
