package dev.tabellion.projection.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.detection.Held;
import dev.tabellion.detection.View;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KeptContentsTest {
    private static final View FIRST = View.of("record/example.com/first");
    private static final View SECOND = View.of("record/example.com/second");

    private final KeptContents contents = new KeptContents();

    @Test
    void what_is_added_is_there_and_of_others_nothing_is_known() {
        contents.put(FIRST, held(0, 2));
        contents.add(FIRST, held(1, 3));
        contents.add(SECOND, held(0, 1));

        assertThat(contents.of(FIRST)).isEqualTo(held(0, 3));
        assertThat(contents.of(SECOND)).isNull();
    }

    @Test
    void who_is_taken_up_again_keeps_what_was_added() {
        contents.put(FIRST, Set.of());
        contents.add(FIRST, held(0, 1));
        contents.put(FIRST, Set.of());

        assertThat(contents.of(FIRST)).isEqualTo(held(0, 1));
    }

    @Test
    void who_was_asked_for_last_stays_when_there_is_too_much() {
        contents.put(FIRST, held(0, 30_000));
        contents.put(SECOND, held(0, 30_000));
        contents.forgetEldest();
        assertThat(contents.of(SECOND)).hasSize(30_000);
        assertThat(contents.of(FIRST)).hasSize(30_000);

        contents.add(SECOND, held(0, 36_000));
        assertThat(contents.of(FIRST)).isNotNull();
        contents.of(SECOND);
        contents.forgetEldest();

        assertThat(contents.of(FIRST)).isNull();
        assertThat(contents.of(SECOND)).hasSize(36_000);
    }

    @Test
    void nothing_is_known_after_another_wrote() {
        contents.put(FIRST, held(0, 1));
        contents.clear();
        contents.add(FIRST, held(1, 2));

        assertThat(contents.of(FIRST)).isNull();
    }

    private static Set<Held> held(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(each -> new Held(digest("path " + each), digest("content " + each)))
                .collect(Collectors.toSet());
    }

    private static Sha256 digest(String text) {
        return Bytes.utf8(text).sha256();
    }
}
