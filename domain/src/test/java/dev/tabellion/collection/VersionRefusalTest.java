package dev.tabellion.collection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.pocket.PocketPublisher;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.verify.Rejection;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Documents that are refused for what was published before them. */
class VersionRefusalTest {
    private final Story story = new Story("example.org/app");
    private final PocketPublisher publisher = story.publisherOfThreeVersions();

    @Test
    void a_root_version_left_out() {
        assertThat(story.refused(publisher.attack().fastForward(RoleName.ROOT, 3)))
                .isEqualTo(new Rejection.RootVersionSkipped(1, 3));
        Story other = new Story("example.org/other");
        PocketPublisher first = other.publisher();
        first.firstPublication();
        assertThat(other.refused(first.attack().fastForward(RoleName.ROOT, 3)))
                .isEqualTo(new Rejection.RootVersionSkipped(0, 3));
    }

    @Test
    void a_rollback_of_targets_and_of_the_snapshot() {
        assertThat(story.refused(publisher.attack().rollBack(RoleName.TARGETS)))
                .isEqualTo(new Rejection.VersionRollback(RoleName.TARGETS, 3, 2));
        assertThat(story.refused(publisher.attack().rollBack(RoleName.SNAPSHOT)))
                .isEqualTo(new Rejection.VersionRollback(RoleName.SNAPSHOT, 3, 2));
        assertThat(story.refused(publisher.attack().replay(RoleName.TARGETS)))
                .isEqualTo(new Rejection.VersionRollback(RoleName.TARGETS, 3, 2));
    }

    @Test
    void other_bytes_under_a_published_version() {
        for (RoleName role : List.of(RoleName.ROOT, RoleName.TARGETS, RoleName.SNAPSHOT)) {
            assertThat(story.refused(publisher.attack().equivocate(role)))
                    .isInstanceOfSatisfying(
                            Rejection.Equivocation.class,
                            r -> {
                                assertThat(r.role()).isEqualTo(role);
                                assertThat(r.version()).isEqualTo(publisher.versionOf(role));
                                assertThat(r.published()).isEqualTo(story.served(role).sha256());
                            });
        }
    }

    @Test
    void the_very_bytes_again() {
        List<Upload> uploads = new ArrayList<>(publisher.publication());
        uploads.add(new Upload(RoleName.TARGETS, story.served(RoleName.TARGETS)));
        assertThat(story.refused(uploads))
                .isEqualTo(new Rejection.AlreadyPublished(RoleName.TARGETS, 3));
    }

    @Test
    void versions_are_judged_after_signatures() {
        List<Upload> both = new ArrayList<>(publisher.attack().rollBack(RoleName.TARGETS));
        both.removeLast();
        both.addAll(publisher.attack().signWithStranger(RoleName.SNAPSHOT));
        assertThat(story.refused(both)).isInstanceOf(Rejection.BelowThreshold.class);
    }
}
