package dev.tabellion.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.dialect.Dialect;
import dev.tabellion.fixtures.RealHistory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * All that rules find in every file of real repositories, through all their states, and why: also
 * in those that no client gets to, since another file before them is refused. What a real eye and a
 * real server make of them, the server's RealRepositoriesIT says.
 */
class RealRepositoriesTest {
    /** By the state's number: severity, rule, role and version. */
    static Stream<Arguments> whatHappened() {
        return Stream.of(
                Arguments.of(RealHistory.SIGSTORE, sigstore()),
                Arguments.of(RealHistory.SIGSTORE_STAGING, staging()),
                Arguments.of(RealHistory.DOCKER, docker()));
    }

    private static List<String> sigstore() {
        return List.of(
                // the way from the first root to the ninth, walked at the first look: five people
                // signed for everything at first, three of them for each; machines came later
                "1 info KEY_SHARED_BETWEEN_ROLES root 1",
                "1 info ROLE_KEYS_CHANGED root 2",
                "1 info THRESHOLD_LOWERED root 2",
                "1 info ROOT_KEYS_CHANGED root 4",
                "1 info ROLE_KEYS_CHANGED root 4",
                "1 info ROOT_KEYS_CHANGED root 5",
                "1 info ROLE_KEYS_CHANGED root 5",
                "1 info ROOT_KEYS_CHANGED root 9",
                "1 info ROLE_KEYS_CHANGED root 9",
                // files were written anew when the history was moved, what was said of them was not
                "1 high META_MISMATCH snapshot 153",
                "1 high META_MISMATCH targets 9",
                // one key signed under its old name as well
                "1 med SIGNATURE_UNKNOWN_KEY registry.npmjs.org 3",
                "1 high META_MISMATCH registry.npmjs.org 3",
                "2 high META_MISMATCH snapshot 155",
                // ceremonies; with the first of them the one key of a delegation was replaced
                "3 info ROOT_KEYS_CHANGED root 10",
                "3 info ROLE_KEYS_CHANGED root 10",
                "3 med DELEGATION_KEYS_CHANGED targets 10",
                "61 info ROLE_KEYS_CHANGED root 12",
                "206 info ROOT_KEYS_CHANGED root 13",
                "206 info ROLE_KEYS_CHANGED root 13");
    }

    private static List<String> staging() {
        return List.of(
                // one person for root and targets, and the timestamps' key for a delegation
                "1 info KEY_SHARED_BETWEEN_ROLES root 1",
                "1 high META_MISMATCH snapshot 4",
                "1 info KEY_SHARED_BETWEEN_ROLES targets 4",
                "1 high META_MISMATCH targets 4",
                "1 high META_MISMATCH registry.npmjs.org 2",
                "2 info ROOT_KEYS_CHANGED root 5",
                "2 info ROLE_KEYS_CHANGED root 5",
                "2 med DELEGATION_KEYS_CHANGED targets 5",
                "3 info ROOT_KEYS_CHANGED root 6",
                "3 info ROLE_KEYS_CHANGED root 6",
                // roots 5 and 6 were taken back and published anew with other keys: an attack to
                // whoever had followed them
                "6 crit VERSION_ROLLBACK root 5",
                "6 crit VERSION_REUSED root 5",
                "6 info ROOT_KEYS_CHANGED root 5",
                "6 info ROLE_KEYS_CHANGED root 5",
                "13 crit VERSION_REUSED root 6",
                "13 info ROOT_KEYS_CHANGED root 6",
                "13 info ROLE_KEYS_CHANGED root 6",
                "59 info ROOT_KEYS_CHANGED root 9",
                "59 info ROLE_KEYS_CHANGED root 9",
                "59 med DELEGATION_KEYS_CHANGED targets 9",
                "80 med DELEGATION_KEYS_CHANGED targets 12",
                // whose new keys then said something else of a target
                "80 med TARGET_CHANGED registry.npmjs.org 5");
    }

    private static List<String> docker() {
        return List.of(
                "8 info DELEGATION_ADDED targets 2",
                "34 info DELEGATION_KEYS_CHANGED targets 5",
                "34 info VERSION_REUSED doi 3", // a signature was added to it
                "72 info DELEGATION_ADDED targets 6",
                "85 info DELEGATION_ADDED targets 7");
    }

    @ParameterizedTest
    @MethodSource("whatHappened")
    void what_happened_is_found_and_nothing_else(RealHistory history, List<String> happened) {
        Stakeout stakeout = new Stakeout();
        Instant[] now = {Instant.EPOCH};
        PocketEye eye = new PocketEye(stakeout, () -> now[0], Dialect.TUF_1_0, null);
        List<String> found = new ArrayList<>();
        int number = 0;
        for (RealHistory.State state : history.states()) {
            number++;
            now[0] = state.time();
            int before = stakeout.findings().size();
            eye.sees(state.files());
            for (Finding each : stakeout.findings().subList(before, stakeout.findings().size())) {
                found.add(
                        number
                                + " "
                                + each.severity().text()
                                + " "
                                + each.rule()
                                + " "
                                + each.facts().get("role")
                                + " "
                                + each.facts().get("version"));
            }
        }
        assertThat(found).containsExactlyElementsOf(happened);
        assertThat(stakeout.again()).isEqualTo(stakeout.findings());
    }
}
