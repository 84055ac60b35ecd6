package dev.tabellion.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.CollectionEvent.MetadataPublished;
import dev.tabellion.collection.Story;
import dev.tabellion.collection.WatchEvent.SightingRecorded;
import dev.tabellion.detection.DetectionRule.OnEntry;
import dev.tabellion.detection.rule.Rules;
import dev.tabellion.pocket.PocketPublisher;
import dev.tabellion.tuf.RoleName;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What one rule stumbles over, and what is not there any more, stops nothing. */
class FenceTest {
    private final Story story = new Story("example.org/app");
    private final PocketPublisher publisher = story.publisher();

    /** A mistake of ours that somebody found. */
    private static final class Stumbling implements OnEntry {
        @Override
        public RuleCard card() {
            return new RuleCard(
                    new RuleName("STUMBLING"),
                    Severity.HIGH,
                    Set.of(Input.RECORD),
                    List.of(),
                    Playbook.P7,
                    "Something was found.");
        }

        @Override
        public List<Clue> judge(Entry entry, History before) {
            if (entry.event() instanceof MetadataPublished published
                    && published.role().equals(RoleName.TARGETS)) {
                throw new IllegalArgumentException("a name that nobody thought of");
            }
            return List.of();
        }
    }

    @Test
    @Speaks("RULE_FAILED")
    void what_a_rule_stumbles_over_is_told_and_the_others_go_on() {
        List<DetectionRule> rules = new ArrayList<>(Rules.ALL);
        rules.addFirst(new Stumbling());
        Stakeout stakeout = new Stakeout(rules);
        stakeout.hear(story, story.history());
        stakeout.upload(story, publisher.addTarget("v1").firstPublication());
        MetadataPublished first = targets().getFirst();
        stakeout.upload(story, publisher.addTarget("v2").publication());
        stakeout.hear(story.gun, story.now(), first);

        assertThat(stakeout.spoke()).contains("VERSION_ROLLBACK");
        assertThat(stakeout.findings())
                .filteredOn(finding -> finding.rule().text().equals("RULE_FAILED"))
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.severity()).isEqualTo(Severity.HIGH);
                            assertThat(finding.facts()).containsEntry("rules", "[STUMBLING]");
                            assertThat(finding.facts().get("STUMBLING")).contains("nobody thought");
                        });
        assertThat(stakeout.again()).containsExactlyInAnyOrderElementsOf(stakeout.findings());
    }

    @Test
    @Speaks(value = "DOCUMENT_MISSING", cells = "C10×A13")
    void a_document_that_is_gone_is_told_and_what_follows_is_heard() {
        Stakeout stakeout = new Stakeout();
        stakeout.hear(story, story.history());
        stakeout.upload(story, publisher.addTarget("v1").firstPublication());
        MetadataPublished first = targets().getFirst();
        story.accepted(publisher.addTarget("v2").publication())
                .forEach(event -> stakeout.hear(story.gun, story.now(), event));
        stakeout.upload(story, publisher.addTarget("v3").publication());
        stakeout.hear(story.gun, story.now(), first);

        assertThat(stakeout.findings())
                .filteredOn(finding -> finding.rule().text().equals("DOCUMENT_MISSING"))
                .extracting(Finding::exhibits)
                .contains(List.of(new Exhibit.File(targets().get(1).digest())));
        assertThat(stakeout.spoke()).contains("VERSION_ROLLBACK").doesNotContain("RULE_FAILED");
    }

    @Test
    @Speaks("DOCUMENT_MISSING")
    void one_that_is_there_and_is_none_is_told_too() {
        Stakeout stakeout = new Stakeout();
        stakeout.hear(story, story.history());
        MetadataPublished targets = null;
        for (var event : story.accepted(publisher.addTarget("v1").firstPublication())) {
            if (event instanceof MetadataPublished published) {
                targets = published;
                stakeout.keep(published.digest(), Bytes.utf8("{}"));
            }
            stakeout.hear(story.gun, story.now(), event);
        }
        assertThat(targets).isNotNull();
        assertThat(stakeout.spoke()).containsOnly("DOCUMENT_MISSING");
    }

    @Test
    @Quiet({"RULE_FAILED", "DOCUMENT_MISSING"})
    void what_an_eye_saw_may_be_anything() {
        Stakeout stakeout = new Stakeout();
        stakeout.hear(story, story.history());
        stakeout.upload(story, publisher.addTarget("v1").firstPublication());
        SightingRecorded seen = (SightingRecorded) Watching.of(story.gun);
        stakeout.hear(new View.OfWatch("cdn"), story.now(), seen);
        assertThat(stakeout.spoke()).isEmpty();
    }

    private List<MetadataPublished> targets() {
        return story.history().stream()
                .filter(MetadataPublished.class::isInstance)
                .map(MetadataPublished.class::cast)
                .filter(published -> published.role().equals(RoleName.TARGETS))
                .toList();
    }
}
