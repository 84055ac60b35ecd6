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
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is done with a key after somebody said that it was in other hands. */
class CompromisedKeyTest {
    private final Stakeout stakeout = new Stakeout();
    private final Story story = new Story("example.org/app");
    private final PocketPublisher publisher = story.publisher();

    CompromisedKeyTest() {
        stakeout.hear(story, story.history());
        stakeout.upload(story, publisher.addTarget("v1").firstPublication());
        story.pass(Duration.ofMinutes(1));
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

    @Test
    @Speaks("COMPROMISED_KEY_USED")
    void a_second_key_does_not_hide_behind_the_first() {
        KeyId one = signerOfTargets();
        KeyId other = signerOf(RoleName.TIMESTAMP);
        declare(one);
        declare(other);
        story.pass(Duration.ofMinutes(1));
        stakeout.upload(story, publisher.addTarget("v2").publication());
        story.pass(Duration.ofMinutes(1));
        stakeout.upload(story, publisher.addTarget("v3").publication());
        assertThat(told("COMPROMISED_KEY_USED"))
                .extracting(finding -> finding.facts().get("key"))
                .containsExactlyInAnyOrder(one.value(), other.value());
    }

    @Test
    void the_count_of_an_hour_has_one_name_however_late_its_last_entry_is_heard() {
        declare(signerOfTargets());
        for (int i = 2; i < 5; i++) {
            stakeout.upload(story, publisher.addTarget("v" + i).publication());
        }
        Instant within = story.now();
        stakeout.pass(story.now().plus(Duration.ofMinutes(61)));
        story.pass(Duration.ofMinutes(61));
        MetadataPublished late = lastTargets();
        stakeout.hear(story.gun, within, late);
        stakeout.pass(story.now().plus(Duration.ofMinutes(1)));
        List<Finding> found = told("COMPROMISED_KEY_USED");
        assertThat(found).filteredOn(f -> f.severity() == Severity.INFO).hasSizeGreaterThan(1);
        assertThat(found)
                .extracting(Finding::id)
                .containsOnly(found.get(0).id(), found.get(1).id());
        assertThat(found.get(0).id()).isNotEqualTo(found.get(1).id());
    }

    @Test
    @Speaks("COMPROMISED_KEY_USED")
    void what_it_signed_since_it_was_taken_is_found_when_that_is_declared() {
        story.pass(Duration.ofHours(1));
        stakeout.upload(story, publisher.addTarget("v2").publication());
        Instant taken = story.now();
        stakeout.upload(story, publisher.addTarget("v3").publication());
        story.pass(Duration.ofHours(1));
        MetadataPublished last = lastTargets();
        declare(signerOfTargets(), taken, null);
        assertThat(told("COMPROMISED_KEY_USED"))
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
                            assertThat(finding.subject())
                                    .isEqualTo(new View.OfRecord(story.gun).subject());
                            assertThat(finding.facts()).containsEntry("documents", "2");
                            assertThat(finding.exhibits())
                                    .contains(new Exhibit.File(last.digest()));
                        });
        assertThat(stakeout.again()).containsExactlyInAnyOrderElementsOf(stakeout.findings());
    }

    @Test
    @Quiet("COMPROMISED_KEY_USED")
    void what_it_signed_before_it_was_taken_or_was_told_of_already_is_not() {
        Instant before = story.now().minus(Duration.ofHours(1));
        declare(signerOfTargets(), story.now(), null);
        assertThat(stakeout.spoke()).isEmpty();
        declare(signerOfTargets(), before, null);
        assertThat(stakeout.spoke()).containsExactly("COMPROMISED_KEY_USED");
        declare(signerOfTargets(), before, story.now());
        declare(signerOfTargets(), story.now(), null);
        assertThat(stakeout.spoke()).containsExactly("COMPROMISED_KEY_USED");
    }

    @Test
    @Speaks("COMPROMISED_KEY_USED")
    void what_it_signed_after_it_was_withdrawn_and_before_the_declaration_is_found() {
        Instant taken = story.now();
        story.pass(Duration.ofHours(1));
        Instant withdrawn = story.now();
        story.pass(Duration.ofHours(1));
        stakeout.upload(story, publisher.addTarget("v2").publication());
        story.pass(Duration.ofHours(1));
        declare(signerOfTargets(), taken, withdrawn);
        assertThat(told("COMPROMISED_KEY_USED"))
                .singleElement()
                .extracting(Finding::severity)
                .isEqualTo(Severity.CRITICAL);
    }

    @Test
    @Quiet("COMPROMISED_KEY_USED")
    void a_root_that_takes_it_away_by_the_word_of_others_is_a_note() {
        PocketKey stays = rootKey();
        PocketKey stolen = rootKey();
        stakeout.upload(story, publisher.rotateRoot(stays, stolen).publication());
        story.pass(Duration.ofHours(1));
        declare(stolen.id());
        stakeout.upload(story, publisher.rotateRoot(stays, rootKey()).publication());
        assertThat(stakeout.findings())
                .filteredOn(finding -> finding.severity() != Severity.INFO)
                .isEmpty();
        assertThat(told("COMPROMISED_KEY_USED")).isNotEmpty();
    }

    @Test
    @Speaks("COMPROMISED_KEY_USED")
    void the_note_hides_no_use_of_that_hour() {
        PocketKey stays = rootKey();
        PocketKey stolen = rootKey();
        stakeout.upload(story, publisher.rotateRoot(stays, stolen).publication());
        story.pass(Duration.ofHours(1));
        declare(stolen.id());
        stakeout.upload(story, publisher.rotateRoot(stays, rootKey()).publication());
        MetadataPublished last = lastTargets();
        stakeout.hear(
                story.gun,
                story.now(),
                new MetadataPublished(
                        last.role(),
                        last.version(),
                        last.digest(),
                        last.length(),
                        last.expires(),
                        List.of(stolen.id()),
                        last.previous(),
                        last.author(),
                        last.reason()));
        assertThat(told("COMPROMISED_KEY_USED"))
                .extracting(Finding::severity)
                .contains(Severity.CRITICAL);
    }

    @Test
    @Speaks("COMPROMISED_KEY_USED")
    void a_root_by_it_alone_is_no_note_whatever_it_takes_away() {
        declare(signerOf(RoleName.ROOT));
        stakeout.upload(story, publisher.rotateRoot(rootKey()).publication());
        assertThat(told("COMPROMISED_KEY_USED"))
                .extracting(Finding::severity)
                .contains(Severity.CRITICAL);
    }

    @Test
    void what_nobody_can_date_is_found_and_is_not_critical() {
        declare(signerOfTargets(), null, null);
        assertThat(told("COMPROMISED_KEY_USED"))
                .extracting(Finding::severity)
                .containsExactly(Severity.HIGH);
    }

    @Test
    void whatever_else_is_found_of_what_it_signs_is_graver() {
        declare(signerOfTargets());
        story.pass(Duration.ofHours(1));
        stakeout.upload(story, publisher.delegate("targets/evil", PocketKey.ecdsa()).publication());
        assertThat(told("DELEGATION_ADDED"))
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.severity()).isEqualTo(Severity.HIGH);
                            assertThat(finding.facts())
                                    .containsEntry("compromised", signerOfTargets().value());
                        });
        assertThat(stakeout.again()).containsExactlyInAnyOrderElementsOf(stakeout.findings());
    }

    private PocketKey rootKey() {
        return publisher.certified(PocketKey.ecdsa());
    }

    private List<Finding> told(String rule) {
        return stakeout.findings().stream().filter(f -> f.rule().text().equals(rule)).toList();
    }

    private void declare(KeyId key) {
        declare(key, story.now(), null);
    }

    private void declare(KeyId key, @Nullable Instant from, @Nullable Instant until) {
        stakeout.hear(
                new View.OfLedger(),
                story.now(),
                new KeyDeclaredCompromised(key, from, until, new Words("a stolen laptop")));
    }

    private KeyId signerOfTargets() {
        return signerOf(RoleName.TARGETS);
    }

    private KeyId signerOf(RoleName role) {
        return published(role).getFirst().signedBy().getFirst();
    }

    private MetadataPublished lastTargets() {
        return published(RoleName.TARGETS).getLast();
    }

    private List<MetadataPublished> published(RoleName role) {
        return story.history().stream()
                .filter(MetadataPublished.class::isInstance)
                .map(MetadataPublished.class::cast)
                .filter(published -> published.role().equals(role))
                .toList();
    }
}
