package dev.tabellion.command.watch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Who sends slowly keeps out nobody but himself. */
class TurnsTest {
    private final Turns turns = new Turns(5, 2, 3);

    @Test
    void one_source_has_some_turns_at_a_time_and_others_have_theirs() {
        assertThat(turns.begin("slow")).isTrue();
        assertThat(turns.begin("slow")).isTrue(); // another one behind the same proxy
        assertThat(turns.begin("slow")).isFalse();
        assertThat(turns.begin("another")).isTrue();
        turns.end("slow");
        assertThat(turns.begin("slow")).isTrue();
    }

    @Test
    void in_a_crowd_only_those_get_in_whose_source_is_not_heard() {
        for (String each : new String[] {"a", "b", "c"}) {
            assertThat(turns.begin(each)).isTrue();
        }
        assertThat(turns.begin("a")).isFalse();
        assertThat(turns.begin("d")).isTrue();
        turns.end("b");
        turns.end("c");
        assertThat(turns.begin("a")).isTrue();
    }

    @Test
    void so_many_are_heard_at_once_and_no_more() {
        for (String each : new String[] {"a", "b", "c", "d", "e"}) {
            assertThat(turns.begin(each)).isTrue();
        }
        assertThat(turns.begin("f")).isFalse();
        turns.end("b");
        assertThat(turns.begin("f")).isTrue();
    }
}
