package dev.tabellion.keyusage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.collection.Gun;
import dev.tabellion.collection.KeyPlace;
import dev.tabellion.detection.Exhibit;
import dev.tabellion.detection.Quiet;
import dev.tabellion.detection.Speaks;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.RoleName;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Keys that roots should have named by now. */
class UnnamedKeysTest {
    private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");
    private static final KeyId KEY = new KeyId("key");
    private static final KeyPlace PLACE =
            new KeyPlace(new Gun("example.com/app"), 1, RoleName.TIMESTAMP);
    private static final BornKey BORN = new BornKey(KEY, PLACE, 9, NOON, "in-process");
    private static final KeyRotatedUnpublished.Staged STAGED =
            new KeyRotatedUnpublished.Staged(KEY, PLACE, 17, NOON);

    @Test
    @Speaks(
            value = "KEY_CREATED_WITHOUT_ROOT",
            cells = {"C2×A8", "C2×A13"})
    void a_key_that_no_root_named_within_a_day_is_found() {
        assertThat(Reconciliation.WITHOUT_ROOT.judge(BORN, false))
                .get()
                .satisfies(
                        clue -> {
                            assertThat(clue.facts())
                                    .containsEntry(
                                            "until", NOON.plus(Duration.ofDays(1)).toString())
                                    .containsEntry("by", "in-process");
                            assertThat(clue.exhibits())
                                    .contains(new Exhibit.Key(KEY), new Exhibit.JournalEntry(9));
                        });
    }

    @Test
    @Quiet("KEY_CREATED_WITHOUT_ROOT")
    void one_that_a_root_names_or_that_was_imported_is_not() {
        assertThat(Reconciliation.WITHOUT_ROOT.judge(BORN, true)).isEmpty();
    }

    @Test
    @Speaks(
            value = "KEY_ROTATED_UNPUBLISHED",
            cells = {"C13×A8", "C13×A13"})
    void a_successor_that_no_root_named_within_three_days_is_found() {
        assertThat(Reconciliation.ROTATED.judge(STAGED, false))
                .get()
                .satisfies(
                        clue -> {
                            assertThat(clue.facts())
                                    .containsEntry("role", "timestamp")
                                    .containsEntry(
                                            "until", NOON.plus(Duration.ofDays(3)).toString());
                            assertThat(clue.exhibits()).contains(new Exhibit.Leaf(17));
                        });
    }

    @Test
    @Quiet("KEY_ROTATED_UNPUBLISHED")
    void one_that_a_root_names_or_that_was_given_up_is_not() {
        assertThat(Reconciliation.ROTATED.judge(STAGED, true)).isEmpty();
    }
}
