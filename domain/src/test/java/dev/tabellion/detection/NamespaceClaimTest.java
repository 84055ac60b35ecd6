package dev.tabellion.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.collection.Story;
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
    @Quiet("NAMESPACE_CLAIM")
    void a_name_that_is_read_as_none_is_not() {
        begin(known.neighbour("example.org/apple"));
        begin(known.neighbour("example.com/app"));
        assertThat(stakeout.spoke()).isEmpty();
    }

    private void begin(Story story) {
        var publisher = story.publisher();
        stakeout.hear(story, story.history());
        stakeout.upload(story, publisher.addTarget("v1").firstPublication());
    }
}
