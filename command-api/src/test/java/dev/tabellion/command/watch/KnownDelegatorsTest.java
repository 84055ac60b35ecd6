package dev.tabellion.command.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.Upload;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.dialect.MalformedMetadata;
import dev.tabellion.pocket.PocketKey;
import dev.tabellion.pocket.PocketPublisher;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Signed;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Strangers who ask who may sign cost the reading of a document once. */
class KnownDelegatorsTest {
    private static final RoleName RELEASES = new RoleName("targets/releases");

    private final AtomicInteger reads = new AtomicInteger();

    @Test
    void a_document_is_read_once_whatever_roles_are_asked_for() throws MalformedMetadata {
        PocketKey key = PocketKey.ecdsa();
        Signed<?> targets = targets(key);
        KnownDelegators known =
                new KnownDelegators(
                        (_, _) -> {
                            reads.incrementAndGet();
                            return targets;
                        });
        var digest = targets.raw().sha256();
        assertThat(known.keysOf(RELEASES, RoleName.TARGETS, digest))
                .isNotNull()
                .satisfies(keys -> assertThat(keys.ids()).hasSize(1));
        for (int i = 0; i < 10; i++) {
            RoleName other = new RoleName("targets/x" + i);
            assertThat(known.keysOf(other, RoleName.TARGETS, digest)).isNull();
        }
        assertThat(reads).hasValue(1);
    }

    private static Signed<?> targets(PocketKey key) throws MalformedMetadata {
        Clock clock = Clock.fixed(Instant.parse("2030-01-01T00:00:00Z"), ZoneOffset.UTC);
        PocketPublisher publisher = PocketPublisher.of(new Gun("example.org/app"), clock);
        publisher.delegate(RELEASES.value(), key);
        Bytes file =
                publisher.addTarget("v1").firstPublication().stream()
                        .filter(each -> each.role().equals(RoleName.TARGETS))
                        .map(Upload::file)
                        .findFirst()
                        .orElseThrow();
        return Dialect.NOTARY_V1.read(RoleName.TARGETS, file);
    }
}
