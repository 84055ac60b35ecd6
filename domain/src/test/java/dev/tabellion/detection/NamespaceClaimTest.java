package dev.tabellion.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.CaseEvent.NamespaceReserved;
import dev.tabellion.collection.CollectionEvent.CollectionImported;
import dev.tabellion.collection.CollectionEvent.Fate;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.Story;
import dev.tabellion.collection.TrustCommand;
import dev.tabellion.collection.Words;
import dev.tabellion.dialect.Dialect;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Names that look like others. */
class NamespaceClaimTest {
    private final Stakeout stakeout = new Stakeout();
    private final Story known = new Story("example.org/app");

    NamespaceClaimTest() {
        begin(known);
    }

    @Test
    @Speaks("NAMESPACE_CLAIM")
    void a_name_that_is_read_as_another_is_told() {
        begin(known.neighbour("examp1e.org/app"));
        assertThat(stakeout.findings())
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.rule().text()).isEqualTo("NAMESPACE_CLAIM");
                            assertThat(finding.facts())
                                    .containsEntry("looksLike", "example.org/app");
                        });
    }

    @Test
    @Speaks(value = "NAMESPACE_CLAIM", cells = "C2×A1")
    void a_name_that_is_spoken_for_is_told_until_it_is_no_longer() {
        reserve("example.com/", null);
        begin(known.neighbour("example.com/app"));
        assertThat(stakeout.findings())
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.severity()).isEqualTo(Severity.MEDIUM);
                            assertThat(finding.facts()).containsEntry("reserved", "example.com/");
                        });
        reserve("example.com/", known.now());
        begin(known.neighbour("example.com/another"));
        assertThat(stakeout.findings()).hasSize(1);
        assertThat(stakeout.again()).isEqualTo(stakeout.findings());
    }

    @Test
    @Speaks("NAMESPACE_CLAIM")
    void a_reserved_name_that_is_begun_anew_is_told() {
        reserve("example.org/", null);
        stakeout.command(known, new TrustCommand.DeleteCollection(known.gun));
        stakeout.upload(known, known.publisher().addTarget("v1").firstPublication());
        assertThat(stakeout.spoke()).containsExactly("REPOSITORY_DELETED", "NAMESPACE_CLAIM");
    }

    @Test
    @Speaks("NAMESPACE_CLAIM")
    void a_reserved_name_that_is_imported_is_a_note() {
        reserve("example.com/", null);
        for (Fate fate : Fate.values()) {
            stakeout.hear(
                    new Gun("example.com/" + (fate == Fate.LIVE ? "live" : "gone")),
                    known.now(),
                    new CollectionImported(
                            Dialect.NOTARY_V1, 1, fate, Sha256.of(Bytes.utf8("a history"))));
        }
        assertThat(stakeout.findings())
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.rule().text()).isEqualTo("NAMESPACE_CLAIM");
                            assertThat(finding.severity()).isEqualTo(Severity.INFO);
                        });
    }

    @Test
    @Quiet("NAMESPACE_CLAIM")
    void what_was_there_before_or_is_elsewhere_is_not() {
        reserve("example.org/", null);
        stakeout.upload(known, known.publisher().addTarget("v2").publication());
        begin(known.neighbour("example.com/app"));
        assertThat(stakeout.spoke()).isEmpty();
    }

    @Test
    @Quiet("NAMESPACE_CLAIM")
    void a_name_that_is_read_as_none_is_not() {
        begin(known.neighbour("example.org/apple"));
        begin(known.neighbour("example.com/app"));
        assertThat(stakeout.spoke()).isEmpty();
    }

    private void reserve(String prefix, @Nullable Instant until) {
        stakeout.hear(
                new View.OfLedger(),
                known.now(),
                new NamespaceReserved(prefix, until, new Words("ours alone")));
    }

    private void begin(Story story) {
        var publisher = story.publisher();
        stakeout.hear(story, story.history());
        stakeout.upload(story, publisher.addTarget("v1").firstPublication());
    }
}
