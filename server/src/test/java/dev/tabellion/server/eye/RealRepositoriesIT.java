package dev.tabellion.server.eye;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.fixtures.RealHistory;
import org.junit.jupiter.api.Test;

/**
 * All that a server finds whose eye followed real repositories through all their states, and why:
 * by the state's number, severity, rule, role and version.
 */
class RealRepositoriesIT {
    @Test
    void of_sigstores_repository_what_happened_is_found_and_nothing_else() {
        try (var followed = new FollowedHistory(RealHistory.SIGSTORE.states())) {
            followed.followAll();
            assertThat(followed.found())
                    .containsExactly(
                            // the way from the first root to the ninth, walked at the first look:
                            // five people signed for everything at first, three of them for each;
                            // machines came later
                            "1 info KEY_SHARED_BETWEEN_ROLES root 1",
                            "1 info ROLE_KEYS_CHANGED root 2",
                            "1 info THRESHOLD_LOWERED root 2",
                            "1 info ROOT_KEYS_CHANGED root 4",
                            "1 info ROLE_KEYS_CHANGED root 4",
                            "1 info ROOT_KEYS_CHANGED root 5",
                            "1 info ROLE_KEYS_CHANGED root 5",
                            "1 info ROOT_KEYS_CHANGED root 9",
                            "1 info ROLE_KEYS_CHANGED root 9",
                            // files were written anew when the history was moved, what was said of
                            // them was not; nine days passed, and the timestamp was for fewer
                            "1 high META_MISMATCH snapshot 153",
                            "1 high EXPIRED_SEEN timestamp 212",
                            "2 high META_MISMATCH snapshot 155",
                            // a ceremony; a timestamp by the new key came three days later
                            "3 info ROOT_KEYS_CHANGED root 10",
                            "3 info ROLE_KEYS_CHANGED root 10",
                            "3 high THRESHOLD_NOT_MET timestamp 216",
                            "3 high SIGNATURE_UNKNOWN_KEY timestamp 216",
                            // and here with the next state
                            "61 info ROLE_KEYS_CHANGED root 12",
                            "61 high THRESHOLD_NOT_MET timestamp 269",
                            "61 high SIGNATURE_UNKNOWN_KEY timestamp 269",
                            "206 info ROOT_KEYS_CHANGED root 13",
                            "206 info ROLE_KEYS_CHANGED root 13");
        }
    }

    @Test
    void of_its_staging_twin_too() {
        try (var followed = new FollowedHistory(RealHistory.SIGSTORE_STAGING.states())) {
            followed.follow(4);
            // taken back, to be published anew with other keys: who had followed could not go on
            followed.takesAway("5.root.json");
            followed.takesAway("6.root.json");
            followed.follow(5);
            followed.beginsAnew();
            followed.followAll();
            assertThat(followed.found())
                    .containsExactly(
                            // one person for root and targets; files written anew here, too
                            "1 info KEY_SHARED_BETWEEN_ROLES root 1",
                            "1 high META_MISMATCH snapshot 4",
                            // ceremonies; a timestamp by the new key came after both
                            "2 info ROOT_KEYS_CHANGED root 5",
                            "2 info ROLE_KEYS_CHANGED root 5",
                            "2 high THRESHOLD_NOT_MET timestamp 4",
                            "2 high SIGNATURE_UNKNOWN_KEY timestamp 4",
                            "3 info ROOT_KEYS_CHANGED root 6",
                            "3 info ROLE_KEYS_CHANGED root 6",
                            // taken back to what the key before had signed, and published anew with
                            // other keys: an attack to whoever had followed
                            "5 crit REVOKED_KEY_USED timestamp 4",
                            "6 crit VERSION_ROLLBACK root 5",
                            "6 crit VERSION_REUSED root 5",
                            "6 info ROOT_KEYS_CHANGED root 5",
                            "6 info ROLE_KEYS_CHANGED root 5",
                            "7 crit VERSION_REUSED timestamp 5",
                            "13 crit VERSION_REUSED root 6",
                            "13 info ROOT_KEYS_CHANGED root 6",
                            "13 info ROLE_KEYS_CHANGED root 6",
                            // another ceremony, and the keys of a delegation with the next state
                            "59 info ROOT_KEYS_CHANGED root 9",
                            "59 info ROLE_KEYS_CHANGED root 9",
                            "59 high THRESHOLD_NOT_MET timestamp 53",
                            "59 high SIGNATURE_UNKNOWN_KEY timestamp 53",
                            "60 med DELEGATION_KEYS_CHANGED targets 9",
                            "81 med DELEGATION_KEYS_CHANGED targets 12",
                            // whose new keys then said something else of a target
                            "81 med TARGET_CHANGED registry.npmjs.org 5");
        }
    }

    @Test
    void of_dockers_repository_too() {
        try (var followed = new FollowedHistory(RealHistory.DOCKER.states())) {
            followed.followAll();
            assertThat(followed.found())
                    .containsExactly(
                            // for half a minute, until the first one was signed
                            "1 high META_MISSING timestamp",
                            "9 info DELEGATION_ADDED targets 2",
                            "35 info DELEGATION_KEYS_CHANGED targets 5",
                            "73 info DELEGATION_ADDED targets 6",
                            "86 info DELEGATION_ADDED targets 7");
        }
    }
}
