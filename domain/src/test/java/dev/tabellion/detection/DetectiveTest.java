package dev.tabellion.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.collection.CollectionEvent;
import dev.tabellion.collection.CollectionEvent.MetadataPublished;
import dev.tabellion.collection.Story;
import dev.tabellion.pocket.PocketPublisher;
import dev.tabellion.tuf.RoleName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DetectiveTest {
    private final Stakeout stakeout = new Stakeout();
    private final Story story = new Story("example.com/app");

    @Test
    @Quiet("VERSION_ROLLBACK")
    void honest_publications_are_no_finding() {
        honest();

        assertThat(stakeout.findings()).isEmpty();
    }

    @Test
    @Speaks("VERSION_ROLLBACK")
    void an_older_version_after_a_newer_one_is_found_with_both_files() {
        List<MetadataPublished> targets = honest();

        MetadataPublished first = targets.getFirst();
        stakeout.hear(story.gun, story.now(), first);

        assertThat(stakeout.findings())
                .filteredOn(finding -> finding.rule().text().equals("VERSION_ROLLBACK"))
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
                            assertThat(finding.facts())
                                    .containsEntry("version", "1")
                                    .containsEntry("highest", "3");
                            assertThat(finding.exhibits())
                                    .contains(
                                            new Exhibit.File(first.digest()),
                                            new Exhibit.File(targets.getLast().digest()));
                        });
    }

    @Test
    void a_timestamp_that_is_not_renewed_is_found_when_its_time_is_up_and_no_sooner() {
        honest();
        Instant due = story.now().plus(Duration.ofHours(14 * 24 * 3 / 4)); // of 14 days

        stakeout.pass(due);
        assertThat(stakeout.findings()).isEmpty();

        stakeout.pass(due.plus(Detective.GRACE).plusSeconds(1));
        assertThat(stakeout.findings())
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.rule().text()).isEqualTo("STALE_TIMESTAMP");
                            assertThat(finding.at()).isEqualTo(due);
                        });
    }

    @Test
    void what_a_hostile_document_says_is_told_readably_and_not_at_any_length() {
        Clue clue =
                Clue.from(new Exhibit.Leaf(1))
                        .fact("key", "a\0b\u001b[31m")
                        .fact("roles", "x".repeat(1_000_000));

        assertThat(clue.facts().get("key")).isEqualTo("a\uFFFDb\uFFFD[31m");
        assertThat(clue.facts().get("roles")).hasSizeLessThan(3_000);
    }

    @Test
    void the_same_log_heard_again_gives_the_same_findings() {
        List<MetadataPublished> targets = honest();
        stakeout.hear(story.gun, story.now(), targets.getFirst());
        story.pass(Duration.ofDays(30));
        stakeout.pass(story.now());
        stakeout.hear(story.gun, story.now(), targets.getLast());

        assertThat(stakeout.findings()).hasSizeGreaterThan(1);
        assertThat(stakeout.again()).containsExactlyInAnyOrderElementsOf(stakeout.findings());
    }

    /** Three honest publications; what was published of the targets. */
    private List<MetadataPublished> honest() {
        PocketPublisher publisher = story.publisher();
        stakeout.hear(story, story.history());
        publish(publisher.addTarget("v1").firstPublication());
        publish(publisher.addTarget("v2").publication());
        publish(publisher.addTarget("v3").publication());
        return story.history().stream()
                .filter(MetadataPublished.class::isInstance)
                .map(MetadataPublished.class::cast)
                .filter(published -> published.role().equals(RoleName.TARGETS))
                .toList();
    }

    private void publish(List<dev.tabellion.collection.Upload> uploads) {
        List<CollectionEvent> events = story.accepted(uploads);
        stakeout.hear(story, events);
    }
}
