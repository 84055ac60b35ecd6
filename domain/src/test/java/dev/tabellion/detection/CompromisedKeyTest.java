package dev.tabellion.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.collection.CaseEvent.KeyDeclaredCompromised;
import dev.tabellion.collection.CollectionEvent.MetadataPublished;
import dev.tabellion.collection.Story;
import dev.tabellion.collection.Words;
import dev.tabellion.pocket.PocketKey;
import dev.tabellion.pocket.PocketPublisher;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.RoleName;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What is done with a key after somebody said that it was in other hands. */
class CompromisedKeyTest {
    private final Stakeout stakeout = new Stakeout();
    private final Story story = new Story("example.org/app");
    private final PocketPublisher publisher = story.publisher();

    CompromisedKeyTest() {
        stakeout.hear(story, story.history());
        stakeout.upload(story, publisher.addTarget("v1").firstPublication());
    }

    @Test
    @Speaks("COMPROMISED_KEY_USED")
    void a_key_that_signs_on_is_told() {
        KeyId key = signerOfTargets();
        declare(key);
        story.pass(Duration.ofHours(1));
        stakeout.upload(story, publisher.addTarget("v2").publication());
        assertThat(stakeout.findings())
                .filteredOn(finding -> finding.rule().text().equals("COMPROMISED_KEY_USED"))
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
                            assertThat(finding.facts()).containsEntry("key", key.value());
                        });
    }

    @Test
    @Quiet("COMPROMISED_KEY_USED")
    void a_key_that_was_replaced_is_not() {
        KeyId key = signerOfTargets();
        declare(key);
        stakeout.upload(story, publisher.rotateTargets(PocketKey.ecdsa()).publication());
        stakeout.upload(story, publisher.addTarget("v2").publication());
        assertThat(stakeout.spoke()).doesNotContain("COMPROMISED_KEY_USED");
    }

    private void declare(KeyId key) {
        stakeout.hear(
                new View.OfLedger(),
                story.now(),
                new KeyDeclaredCompromised(key, story.now(), null, new Words("a stolen laptop")));
    }

    private KeyId signerOfTargets() {
        return story.history().stream()
                .filter(MetadataPublished.class::isInstance)
                .map(MetadataPublished.class::cast)
                .filter(published -> published.role().equals(RoleName.TARGETS))
                .findFirst()
                .orElseThrow()
                .signedBy()
                .getFirst();
    }
}
