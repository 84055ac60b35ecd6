package dev.tabellion.command.watch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Who sends slowly keeps out nobody but himself. */
class TurnsTest {
    private final Turns turns = new Turns(3, 1);

    @Test
    void one_source_has_one_turn_at_a_time_and_others_have_theirs() {
        assertThat(turns.begin("slow")).isTrue();
        assertThat(turns.begin("slow")).isFalse();
        assertThat(turns.begin("another")).isTrue();
        turns.end("slow");
        assertThat(turns.begin("slow")).isTrue();
    }

    @Test
    void so_many_are_heard_at_once_and_no_more() {
        for (String each : new String[] {"a", "b", "c"}) {
            assertThat(turns.begin(each)).isTrue();
        }
        assertThat(turns.begin("d")).isFalse();
        turns.end("b");
        assertThat(turns.begin("d")).isTrue();
    }
}
