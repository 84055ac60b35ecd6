package dev.tabellion.collection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.pocket.PocketKey;
import dev.tabellion.pocket.PocketPublisher;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.verify.Rejection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Documents that are refused for what they are, whoever signed them. */
class DocumentRefusalTest {
    private static final RoleName RELEASES = new RoleName("targets/releases");
    private static final RoleName STABLE = new RoleName("targets/releases/stable");

    private final Story story = new Story("example.org/app");
    private final PocketPublisher publisher = story.publisherOfThreeVersions();

    @Test
    void unreadable_bytes() {
        assertThat(refused(new Upload(RoleName.TARGETS, Bytes.utf8("{"))))
                .isInstanceOfSatisfying(
                        Rejection.Unreadable.class,
                        r -> assertThat(r.role()).isEqualTo(RoleName.TARGETS));
    }

    @Test
    void bytes_of_another_role() {
        Bytes root = story.served(RoleName.ROOT);
        assertThat(refused(new Upload(RoleName.TARGETS, root)))
                .isInstanceOfSatisfying(
                        Rejection.Malformed.class,
                        r -> assertThat(r.role()).isEqualTo(RoleName.TARGETS));
    }

    @Test
    void of_several_faulty_parts_the_unreadable_one_in_any_order() {
        Upload unreadable = new Upload(RoleName.SNAPSHOT, Bytes.utf8("{"));
        Upload malformed = new Upload(RoleName.ROOT, story.served(RoleName.TARGETS));
        Rejection why = story.refused(List.of(malformed, unreadable));
        assertThat(why)
                .isInstanceOf(Rejection.Unreadable.class)
                .isEqualTo(story.refused(List.of(unreadable, malformed)));
    }

    @Test
    void a_role_the_dialect_does_not_know() {
        assertThat(refused(new Upload(new RoleName("releases"), story.served(RoleName.TARGETS))))
                .isEqualTo(new Rejection.InvalidRole("releases"));
    }

    @Test
    void a_first_publication_without_a_root() {
        Story empty = new Story("example.org/empty");
        assertThat(empty.refused(List.of())).isEqualTo(new Rejection.NoRoot());
        assertThat(empty.refused(publisher.publication())).isEqualTo(new Rejection.NoRoot());
    }

    @Test
    void a_key_under_a_name_that_is_not_its_own() {
        PocketKey key = PocketKey.ecdsa();
        Story other = new Story("example.org/other");
        PocketPublisher first = other.publisher().holding(RoleName.TARGETS, key.called("mine"));
        assertThat(other.refused(first.firstPublication()))
                .isEqualTo(
                        new Rejection.Malformed(
                                RoleName.ROOT, "keys: the id of mine is " + key.id()));
    }

    @Test
    void a_misnamed_key_deep_in_a_delegation() {
        PocketKey releases = PocketKey.ecdsa();
        publisher.delegate(RELEASES.value(), releases);
        story.accepted(publisher.publication());
        publisher.delegate(STABLE.value(), PocketKey.ecdsa().called(releases.id().value()));
        assertThat(story.refused(publisher.publication()))
                .isInstanceOfSatisfying(
                        Rejection.Malformed.class, r -> assertThat(r.role()).isEqualTo(RELEASES));
    }

    @Test
    void an_expired_document_of_each_role() {
        for (RoleName role : List.of(RoleName.ROOT, RoleName.TARGETS, RoleName.SNAPSHOT)) {
            assertThat(story.refused(publisher.attack().expire(role)))
                    .isEqualTo(new Rejection.Expired(role, story.now().minusSeconds(1)));
        }
    }

    @Test
    void a_document_valid_for_longer_than_the_policy() {
        for (RoleName role : List.of(RoleName.ROOT, RoleName.TARGETS, RoleName.SNAPSHOT)) {
            Duration longest =
                    role.equals(RoleName.ROOT)
                            ? story.policy().longestRoot()
                            : story.policy().longestOther();
            Instant expires = story.now().plus(longest).plusSeconds(1);
            assertThat(story.refused(publisher.attack().expireAt(role, expires)))
                    .isEqualTo(new Rejection.ExpiresTooLate(role, expires, longest));
        }
    }

    private Rejection refused(Upload upload) {
        return story.refused(List.of(upload));
    }
}
