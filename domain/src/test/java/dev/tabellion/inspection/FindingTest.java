package dev.tabellion.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.tlog.TreeSize;
import org.junit.jupiter.api.Test;

/** What a hostile log gets onto an auditor's terminal. */
class FindingTest {

    @Test
    void text_of_a_log_moves_no_cursor_and_begins_no_line() {
        var finding =
                new Finding(
                        Fault.ROW_DIFFERS,
                        Spot.checkpoint(new TreeSize(1)),
                        null,
                        "x\nRight: 7 entries\u001b[2J\u009b");
        assertThat(finding.toString())
                .endsWith("found x\\u000aRight: 7 entries\\u001b[2J\\u009b")
                .doesNotContain("\n", "\u001b", "\u009b");
    }
}
