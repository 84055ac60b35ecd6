package dev.tabellion.hostile.signer;

import static dev.tabellion.hostile.signer.Siege.SNAPSHOT;
import static dev.tabellion.hostile.signer.Siege.TARGETS;
import static dev.tabellion.hostile.signer.Siege.TIMESTAMP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.collection.PublishedTimestamp;
import dev.tabellion.collection.SigningAnswer;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.pocket.PocketAsk;
import dev.tabellion.pocket.PocketIntruder;
import dev.tabellion.tuf.Snapshot;
import dev.tabellion.tuf.Version;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Signed twice, too early, too late, too far ahead, too often. */
@ExtendWith(SharedSigner.class)
class VersionsAndTimeIT {
    private final AttackedSigner signer;
    private final Siege siege;
    private final PocketIntruder intruder;

    VersionsAndTimeIT(AttackedSigner signer) {
        this.signer = signer;
        this.siege = Siege.ofNewCollection(signer);
        this.intruder = siege.intruder();
    }

    @Test
    void a_version_is_signed_once_and_the_next_one_is_told() {
        int next = intruder.next(TIMESTAMP);
        for (int version = 1; version < next; version++) {
            assertThat(siege.refused(over(version))).isEqualTo("behind");
        }
        siege.given(over(next));
        PocketAsk otherContent = intruder.snapshot(_ -> {});
        var made = siege.given(otherContent.and(TARGETS, siege.server().served(TARGETS)));
        var file = Dialect.NOTARY_V1.fileOf(made.payload(), made.signatures());
        assertThat(siege.refused(intruder.timestamp(file, next))).isEqualTo("behind");
    }

    @Test
    void versions_are_not_skipped_nor_used_up() {
        int next = intruder.next(TIMESTAMP);
        for (int version : new int[] {next + 1, next + 100, Integer.MAX_VALUE - 1_000}) {
            assertThat(siege.refused(over(version))).isEqualTo("version-skipped");
        }
        assertThat(siege.refused(over(Integer.MAX_VALUE))).isEqualTo("version-too-high");
        PocketAsk snapshot = intruder.snapshot(_ -> {});
        int far = snapshot.version() + 1;
        var skipping =
                new Snapshot(new Version(far), intruder.in(Duration.ofDays(9)), intruder.meta());
        assertThat(siege.refused(snapshot.version(far).payload(PocketIntruder.payload(skipping))))
                .isEqualTo("version-skipped");
    }

    @Test
    void nothing_is_signed_for_the_past_or_for_too_far_a_future() {
        var snapshot = siege.server().served(SNAPSHOT);
        for (Duration far : List.of(Duration.ofDays(15), Duration.ofDays(36_500))) {
            assertThat(siege.refused(intruder.timestamp(snapshot, far)))
                    .isEqualTo("expiry-beyond-policy");
        }
        for (Duration past : List.of(Duration.ofSeconds(-1), Duration.ofDays(-400))) {
            assertThat(siege.refused(intruder.timestamp(snapshot, past)))
                    .isEqualTo("already-expired");
        }
        PocketAsk ask = intruder.snapshot(_ -> {});
        for (Duration of : List.of(Duration.ofDays(4 * 365), Duration.ofDays(-1))) {
            var payload =
                    new Snapshot(new Version(ask.version()), intruder.in(of), intruder.meta());
            assertThat(siege.refused(ask.payload(PocketIntruder.payload(payload))))
                    .isIn("expiry-beyond-policy", "already-expired");
        }
    }

    /**
     * A retry, be it years later, gets what it got, and no second entry; all else is a rollback.
     */
    @Test
    void an_earlier_request_gets_no_second_signature() {
        PocketAsk ask = intruder.freshTimestamp();
        var first = siege.given(ask);
        var again = signer.signer().sign(ask.request());
        assertThat(again).isEqualTo(first);
        assertThat(signer.journal().news()).isEmpty();
        PocketAsk otherExpiry =
                intruder.timestamp(
                        siege.server().served(SNAPSHOT), ask.version(), Duration.ofDays(3));
        assertThat(signer.signer().sign(otherExpiry.request())).isEqualTo(first);
        assertThat(signer.journal().news()).isEmpty();

        var file = Dialect.NOTARY_V1.fileOf(first.payload(), first.signatures());
        var place = ask.place();
        signer.signer()
                .published(
                        List.of(new PublishedTimestamp(place.gun(), place.life(), file.sha256())));
        assertThat(signer.journal().news()).hasSize(1);
        assertThat(signer.signer().sign(ask.request())).isEqualTo(first);
        assertThat(signer.journal().news()).isEmpty();
        assertThat(siege.refused(over(ask.version() + 1))).isEqualTo("base-unknown");
        assertThat(siege.refused(intruder.snapshot(_ -> {}))).isEqualTo("base-unknown");
    }

    /** Eight documents of one version, at once: one is signed. */
    @Test
    void whoever_asks_for_several_at_once_gets_one() throws Exception {
        signer.journal().news();
        List<Callable<SigningAnswer>> asking = new ArrayList<>();
        for (int i = 1; i <= 8; i++) {
            PocketAsk ask = intruder.snapshot(_ -> {}).and(TARGETS, siege.server().served(TARGETS));
            var payload =
                    new Snapshot(
                            new Version(ask.version()),
                            intruder.in(Duration.ofDays(i)),
                            intruder.meta());
            var request = ask.payload(PocketIntruder.payload(payload)).request();
            asking.add(() -> signer.signer().sign(request));
        }
        List<SigningAnswer> answers = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<SigningAnswer> answer : threads.invokeAll(asking)) {
                answers.add(answer.get());
            }
        }
        assertThat(answers.stream().distinct()).hasSize(1);
        assertThat(answers.getFirst()).isInstanceOf(SigningAnswer.Produced.class);
        assertThat(JournalReader.ofKind("signed/1", signer.journal().news())).hasSize(1);
    }

    /** Alternatives to choose from later: 64 a day upon one base, all of what is published. */
    @Test
    void stock_piles_have_an_end() {
        int next = intruder.next(TIMESTAMP);
        for (int i = 0; i < 64; i++) {
            siege.given(over(next + i));
        }
        assertThat(siege.refused(over(next + 64))).isEqualTo("too-many-orphans");
        assertThat(siege.refused(intruder.snapshot(_ -> {}))).isEqualTo("too-many-orphans");
    }

    private PocketAsk over(int version) {
        return intruder.timestamp(siege.server().served(SNAPSHOT), version);
    }
}
