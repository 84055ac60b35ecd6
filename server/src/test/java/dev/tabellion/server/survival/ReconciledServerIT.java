package dev.tabellion.server.survival;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.CollectionEvent.Reason;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.KeyPlace;
import dev.tabellion.collection.SigningAnswer;
import dev.tabellion.collection.SigningRequest;
import dev.tabellion.command.signer.Patience;
import dev.tabellion.command.signer.RemoteRoleSigner;
import dev.tabellion.command.signer.SignerLine;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.e2e.load.PublishLoad;
import dev.tabellion.e2e.process.Deadline;
import dev.tabellion.e2e.process.Folder;
import dev.tabellion.e2e.server.RunningSigner;
import dev.tabellion.e2e.server.RunningTabellion;
import dev.tabellion.e2e.server.Scene;
import dev.tabellion.pocket.PocketServer;
import dev.tabellion.server.tls.PeerFiles;
import dev.tabellion.server.tls.PeerTls;
import dev.tabellion.tuf.FileMeta;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Root;
import dev.tabellion.tuf.Timestamp;
import dev.tabellion.tuf.Version;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A server and its signer as two processes, killed while publishers publish: nothing is found. Then
 * somebody who has the server's certificate asks on their own account, and is.
 */
class ReconciledServerIT {
    private static final int KILLS = Integer.getInteger("e2e.kills.reconciled", 5);
    private static final int POCKETS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long LONGEST_AIM = Duration.ofMillis(30).toNanos();

    private final Folder folder = Folder.make();
    private final RunningSigner signer = RunningSigner.start(folder.path());
    private final RunningTabellion server =
            RunningTabellion.start(
                    folder.path(),
                    List.of(
                            "--signer",
                            signer.url().toString(),
                            "--signer-credentials",
                            RunningSigner.credentials(folder.path(), RunningSigner.ASKER)
                                    .toString()),
                    Map.of("TABELLION_RECONCILIATION_GRACE", "12s"));
    private final BothBooks books = new BothBooks(new OwnPostmaster(server.data()));
    private final Scene scene = new Scene(server.endpoint());
    private final Fate fate = new Fate();
    private final List<TenaciousPublisher> pockets =
            IntStream.range(0, POCKETS)
                    .mapToObj(
                            i ->
                                    TenaciousPublisher.beginning(
                                            scene.freshGun(), scene.wire(), fate, i % 2 == 0))
                    .toList();

    @AfterEach
    void both_end() {
        scene.close();
        server.close();
        signer.close();
        folder.close();
    }

    @Test
    void crashes_are_nothing_and_what_nobody_asked_for_is_found() {
        var load = PublishLoad.of(pockets);
        try (load) {
            for (int kill = 1; kill <= KILLS; kill++) {
                load.awaitAcknowledgements(1 + ThreadLocalRandom.current().nextInt(POCKETS));
                LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(LONGEST_AIM));
                load.mistreat(server::kill, server::restart);
            }
        }
        books.awaitAllJudged(server::lastWords);
        assertThat(books.findings()).isEmpty();

        Instant before = Instant.now();
        SigningAnswer.Produced hoarded = askedOnItsOwnAccount(pockets.getFirst().gun());
        Deadline.await(PATIENCE, () -> !books.findings().isEmpty(), () -> "something is found");
        assertThat(books.findings())
                .singleElement()
                .satisfies(
                        found -> {
                            assertThat(found)
                                    .containsEntry("rule", "UNREQUESTED_SIGNATURE")
                                    .containsEntry("severity", "crit")
                                    .containsEntry("subject", pockets.getFirst().gun());
                            assertThat(found.get("by")).isEqualTo(RunningSigner.ASKER);
                            assertThat(String.valueOf(found.get("evidence")))
                                    .contains("journal:" + hoarded.journalEntry());
                            assertThat(Instant.parse(String.valueOf(found.get("signed"))))
                                    .isBetween(before.minusSeconds(5), Instant.now());
                            assertThat(Instant.parse(String.valueOf(found.get("until"))))
                                    .isAfter(before.plus(Duration.ofDays(13)));
                        });
    }

    /** A fresh timestamp over what is served, as the server itself would renew it. */
    private SigningAnswer.Produced askedOnItsOwnAccount(String gun) {
        Bytes root = served(gun, "root.json");
        Bytes snapshot = served(gun, "snapshot.json");
        Bytes timestamp = served(gun, "timestamp.json");
        var last = PocketServer.read(RoleName.TIMESTAMP, timestamp).metadata().version();
        var keys =
                ((Root) PocketServer.read(RoleName.ROOT, root).metadata())
                        .topLevel(RoleName.TIMESTAMP)
                        .ids();
        return asked(gun, root, snapshot, timestamp, keys, last.next());
    }

    /** A crash may have left a version signed and unpublished: then the one above it. */
    private SigningAnswer.Produced asked(
            String gun,
            Bytes root,
            Bytes snapshot,
            Bytes timestamp,
            List<KeyId> keys,
            Version next) {
        var wanted =
                new Timestamp(
                        next,
                        Instant.now().plus(Duration.ofDays(14)).minusSeconds(5),
                        FileMeta.of(snapshot));
        var request =
                new SigningRequest(
                        new KeyPlace(new Gun(gun), 1, RoleName.TIMESTAMP),
                        next,
                        keys,
                        Dialect.NOTARY_V1.payloadOf(wanted),
                        Reason.PUBLISHED,
                        timestamp.sha256(),
                        List.of(
                                new dev.tabellion.collection.Upload(RoleName.ROOT, root),
                                new dev.tabellion.collection.Upload(RoleName.SNAPSHOT, snapshot)),
                        null);
        var files = PeerFiles.in(folder.path().resolve("for-" + RunningSigner.ASKER));
        try (var tls = PeerTls.of(files, InstantSource.system());
                var client = SignerLine.client(tls.context(), Patience.USUAL)) {
            var line = new SignerLine(signer.url(), () -> client, Patience.USUAL);
            return switch (new RemoteRoleSigner(line).sign(request)) {
                case SigningAnswer.Produced produced -> produced;
                case SigningAnswer.Behind(Version mark, long _) ->
                        asked(gun, root, snapshot, timestamp, keys, mark.next());
                case SigningAnswer.Refused refused -> throw new AssertionError(refused);
            };
        }
    }

    private Bytes served(String gun, String file) {
        return Bytes.utf8(scene.wire().tuf(gun, file).is(200).text());
    }
}
