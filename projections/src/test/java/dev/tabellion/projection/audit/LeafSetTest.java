package dev.tabellion.projection.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeafSetTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 511, 512, 513, 8_191, 8_192})
    void what_was_stored_is_read_again(int count) {
        List<Integer> places =
                IntStream.range(0, count).map(n -> n * LeafSet.CHUNK / count).boxed().toList();
        LeafSet set = LeafSet.empty();
        places.forEach(set::add);

        byte[] stored = set.stored();

        assertThat(stored.length).isEqualTo(Math.min(2 * count, 1_024));
        assertThat(forwards(LeafSet.read(stored))).isEqualTo(places);
        assertThat(backwards(LeafSet.read(stored))).isEqualTo(places.reversed());
    }

    @Test
    void sets_are_joined_crossed_and_thinned() {
        LeafSet set = LeafSet.range(10, 20);
        set.keepOnly(LeafSet.range(15, 30));
        set.addStored(LeafSet.range(0, 2).stored());
        set.remove(LeafSet.range(1, 3));
        assertThat(forwards(set)).containsExactly(0, 15, 16, 17, 18, 19);
        set.removeFrom(17);
        assertThat(forwards(set)).containsExactly(0, 15, 16);
        set.removeFrom(LeafSet.CHUNK + 1L);
        assertThat(forwards(set)).containsExactly(0, 15, 16);
        set.removeFrom(-5);
        assertThat(set.isEmpty()).isTrue();
        set.keepOnly(LeafSet.empty());
        assertThat(set.isEmpty()).isTrue();
    }

    private static List<Integer> forwards(LeafSet set) {
        List<Integer> places = new ArrayList<>();
        for (int place = set.next(0); place >= 0; place = set.next(place + 1)) {
            places.add(place);
        }
        return places;
    }

    private static List<Integer> backwards(LeafSet set) {
        List<Integer> places = new ArrayList<>();
        for (int place = set.previous(LeafSet.CHUNK - 1);
                place >= 0;
                place = set.previous(place - 1)) {
            places.add(place);
        }
        return places;
    }
}
