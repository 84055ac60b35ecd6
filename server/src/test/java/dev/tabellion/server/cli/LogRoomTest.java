package dev.tabellion.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.projection.inspection.RecordUnreadable;
import org.junit.jupiter.api.Test;

class LogRoomTest {
    private static final int COULD_NOT = 3;

    @Test
    void a_verdict_is_passed_on() {
        assertThat(LogRoom.answer(() -> 1)).isOne();
    }

    @Test
    void who_ran_out_of_memory_says_that_it_could_not_and_not_that_it_is_wrong() {
        assertThat(
                        LogRoom.answer(
                                () -> {
                                    throw new OutOfMemoryError("Java heap space");
                                }))
                .isEqualTo(COULD_NOT);
        assertThat(
                        LogRoom.answer(
                                () -> {
                                    throw new RecordUnreadable("nobody answers", null);
                                }))
                .isEqualTo(COULD_NOT);
    }
}
