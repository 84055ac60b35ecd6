package dev.tabellion.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.LedgerEvent.CanarySung;
import dev.tabellion.collection.Story;
import dev.tabellion.collection.TrustCommand;
import dev.tabellion.pocket.PocketKey;
import dev.tabellion.pocket.PocketPublisher;
import dev.tabellion.tuf.RoleName;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What should have happened and did not, and clocks that are wrong. */
class TimeRulesTest {
    private static final RoleName RELEASES = new RoleName("targets/releases");
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration LATE = Detective.GRACE.plusSeconds(1);

    private final Stakeout stakeout = new Stakeout();
    private final Story story = new Story("example.org/app");
    private final PocketPublisher publisher = story.publisherWithoutSnapshots();

    TimeRulesTest() {
        stakeout.hear(story, story.history());
        stakeout.upload(story, publisher.addTarget("v1").firstPublication());
    }

    @Test
    @Quiet("STALE_TIMESTAMP")
    void a_timestamp_that_is_renewed_every_week_is_never_stale() {
        for (int week = 0; week < 20; week++) {
            story.pass(DAY.multipliedBy(7));
            stakeout.pass(story.now());
            stakeout.command(story, new TrustCommand.RenewServerRoles(story.gun));
        }
        assertThat(stakeout.spoke()).isEmpty();
    }

    @Test
    @Speaks({"STALE_TIMESTAMP", "EXPIRED_SERVED"})
    void a_timestamp_that_is_not_renewed_is_stale_and_then_expires() {
        stakeout.pass(story.now().plus(DAY.multipliedBy(14)).plus(LATE));
        assertThat(stakeout.spoke()).containsExactly("EXPIRED_SERVED", "STALE_TIMESTAMP");
    }

    @Test
    @Speaks("STALE_TIMESTAMP")
    void a_renewal_that_comes_late_does_not_hide_it() {
        story.pass(DAY.multipliedBy(12));
        stakeout.command(story, new TrustCommand.RenewServerRoles(story.gun));
        assertThat(stakeout.spoke()).containsExactly("STALE_TIMESTAMP");
    }

    @Test
    @Quiet({"STALE_TIMESTAMP", "EXPIRED_SERVED", "EXPIRY_NEAR"})
    void what_was_deleted_is_awaited_no_longer() {
        stakeout.command(story, new TrustCommand.DeleteCollection(story.gun));
        stakeout.pass(story.now().plus(DAY.multipliedBy(5_000)));
        assertThat(stakeout.spoke()).containsExactly("REPOSITORY_DELETED");
    }

    @Test
    @Speaks({"EXPIRY_NEAR", "EXPIRED_SERVED"})
    void a_role_that_nobody_publishes_anew_is_told_ahead_and_when_it_is_over() {
        Instant expires = story.now().plus(DAY.multipliedBy(100));
        stakeout.upload(story, publisher.attack().expireAt(RoleName.TARGETS, expires));
        keepRenewing(expires.minus(DAY.multipliedBy(40)));
        assertThat(stakeout.spoke()).isEmpty();
        keepRenewing(expires.minus(DAY.multipliedBy(10)));
        assertThat(stakeout.findings())
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.rule().text()).isEqualTo("EXPIRY_NEAR");
                            assertThat(finding.facts()).containsEntry("role", "targets");
                        });
        keepRenewing(expires.plus(DAY.multipliedBy(8)));
        assertThat(stakeout.spoke()).containsExactly("EXPIRY_NEAR", "EXPIRED_SERVED");
    }

    @Test
    @Quiet({"EXPIRY_NEAR", "EXPIRED_SERVED"})
    void a_role_that_is_delegated_no_longer_expires_in_peace() {
        PocketKey key = PocketKey.ecdsa();
        publisher.delegate(RELEASES.value(), key).addTargetTo(RELEASES, "r1", Bytes.utf8("r1"));
        stakeout.upload(story, publisher.publication());
        Instant expires = story.now().plus(DAY.multipliedBy(50));
        stakeout.upload(story, publisher.attack().expireAt(RELEASES, expires));
        stakeout.upload(story, publisher.undelegate(RELEASES.value()).publication());
        keepRenewing(expires.plus(DAY.multipliedBy(10)));
        assertThat(stakeout.spoke()).containsExactly("DELEGATION_ADDED");
    }

    @Test
    @Speaks("EXPIRED_SERVED")
    void a_role_that_is_delegated_still_does_not() {
        PocketKey key = PocketKey.ecdsa();
        publisher.delegate(RELEASES.value(), key).addTargetTo(RELEASES, "r1", Bytes.utf8("r1"));
        stakeout.upload(story, publisher.publication());
        Instant expires = story.now().plus(DAY.multipliedBy(50));
        stakeout.upload(story, publisher.attack().expireAt(RELEASES, expires));
        stakeout.upload(story, publisher.addTarget("v2").publication());
        keepRenewing(expires.plus(DAY.multipliedBy(10)));
        assertThat(stakeout.spoke())
                .containsExactly("DELEGATION_ADDED", "EXPIRY_NEAR", "EXPIRED_SERVED");
    }

    @Test
    @Speaks("CANARY_LATE")
    void a_canary_that_falls_silent_is_told() {
        sing();
        stakeout.pass(story.now().plus(DAY).plus(Duration.ofMinutes(59)));
        assertThat(stakeout.spoke()).isEmpty();
        stakeout.pass(story.now().plus(DAY).plus(Duration.ofHours(1)).plus(LATE));
        assertThat(stakeout.findings())
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.rule().text()).isEqualTo("CANARY_LATE");
                            assertThat(finding.subject().kind()).isEqualTo(Subject.Kind.LOG);
                        });
    }

    @Test
    @Quiet("CANARY_LATE")
    void a_canary_that_sings_in_its_turn_is_not() {
        for (int day = 0; day < 5; day++) {
            sing();
            story.pass(DAY);
            stakeout.pass(story.now().plus(Duration.ofMinutes(30)));
        }
        assertThat(stakeout.spoke()).isEmpty();
    }

    @Test
    @Speaks("CLOCK_REGRESSED")
    void a_clock_that_was_set_back_is_told_once_an_hour() {
        Instant before = story.now().minus(Duration.ofSeconds(61));
        for (int i = 0; i < 10; i++) {
            stakeout.hear(new View.OfLedger(), before.plusSeconds(i), tick());
        }
        assertThat(stakeout.findings())
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.rule().text()).isEqualTo("CLOCK_REGRESSED");
                            assertThat(finding.subject().kind()).isEqualTo(Subject.Kind.LOG);
                            assertThat(finding.facts())
                                    .containsEntry("before", story.now().toString());
                        });
    }

    @Test
    @Quiet({"CLOCK_REGRESSED", "CLOCK_SKEW"})
    void nodes_whose_clocks_differ_by_seconds_are_not() {
        for (int i = 0; i < 100; i++) {
            stakeout.hear(
                    new View.OfLedger(), story.now().plusSeconds(i % 2 == 0 ? 0 : 30), tick());
        }
        assertThat(stakeout.spoke()).isEmpty();
    }

    @Test
    @Speaks("CLOCK_SKEW")
    void an_entry_from_the_future_is_told_and_makes_nothing_late() {
        stakeout.clockSays(story.now());
        stakeout.hear(new View.OfLedger(), story.now().plus(DAY.multipliedBy(365)), tick());
        assertThat(stakeout.spoke()).containsExactly("CLOCK_SKEW");
    }

    @Test
    @Quiet({"STALE_TIMESTAMP", "EXPIRED_SERVED"})
    void one_clock_that_is_ahead_makes_nothing_late_when_the_log_is_read_again() {
        stakeout.clockSays(story.now().plus(DAY.multipliedBy(3_000)));
        for (int i = 0; i < 3 * Moments.KEPT; i++) {
            boolean wrong = i % 100 < 99;
            stakeout.hear(
                    new View.OfLedger(),
                    wrong ? story.now().plus(DAY.multipliedBy(365)) : story.now(),
                    tick());
        }
        assertThat(stakeout.spoke()).containsExactly("CLOCK_REGRESSED");
    }

    @Test
    @Speaks("STALE_TIMESTAMP")
    void the_log_itself_says_what_time_it_was_when_it_is_read_again() {
        stakeout.clockSays(story.now().plus(DAY.multipliedBy(3_000)));
        for (int i = 0; i < 2 * Moments.KEPT; i++) {
            stakeout.hear(new View.OfLedger(), story.now().plus(DAY.multipliedBy(11)), tick());
        }
        assertThat(stakeout.spoke()).contains("STALE_TIMESTAMP");
    }

    @Test
    @Speaks("REPOSITORY_DELETED")
    void a_deletion_is_told() {
        stakeout.command(story, new TrustCommand.DeleteCollection(story.gun));
        assertThat(stakeout.findings())
                .singleElement()
                .satisfies(f -> assertThat(f.severity()).isEqualTo(Severity.CRITICAL));
    }

    @Test
    @Quiet("REPOSITORY_DELETED")
    void what_was_never_there_is_not_deleted() {
        Story nothing = story.neighbour("example.org/nothing");
        stakeout.command(nothing, new TrustCommand.DeleteCollection(nothing.gun));
        assertThat(stakeout.spoke()).isEmpty();
    }

    /** The server does its part until then: timestamps and snapshots of its own. */
    private void keepRenewing(Instant until) {
        while (story.now().isBefore(until)) {
            story.pass(DAY.multipliedBy(6));
            stakeout.pass(story.now());
            story.pass(DAY);
            stakeout.command(story, new TrustCommand.RenewServerRoles(story.gun));
        }
    }

    private void sing() {
        stakeout.hear(new View.OfLedger(), story.now(), song());
    }

    /** Some entry. */
    private CanarySung tick() {
        return new CanarySung(story.now(), DAY.multipliedBy(10_000));
    }

    private CanarySung song() {
        return new CanarySung(story.now(), DAY);
    }
}
