package dev.tabellion.server.signer.pace;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.CollectionEvent;
import dev.tabellion.collection.CurrentDocument;
import dev.tabellion.collection.Decision;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.KeyAlgorithm;
import dev.tabellion.collection.Policy;
import dev.tabellion.collection.PublishedTimestamp;
import dev.tabellion.collection.RoleSigner;
import dev.tabellion.collection.SigningAnswer;
import dev.tabellion.collection.SigningRequest;
import dev.tabellion.collection.Surroundings;
import dev.tabellion.collection.TrustCommand;
import dev.tabellion.collection.TrustedCollection;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.dialect.MalformedMetadata;
import dev.tabellion.pocket.PocketPublisher;
import dev.tabellion.tuf.PublicKey;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Signed;
import dev.tabellion.verify.JdkSignatureCheck;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One collection with its publisher and as much of a server as asks the signer: what is wanted can
 * be had before the clock starts, and what was answered be taken in after it stopped.
 */
final class PacedCollection {
    private static final int TARGETS = 10;

    private final Gun gun;
    private final Kind kind;
    private final RoleSigner signer;
    private final Clock clock;
    private final PocketPublisher publisher;
    private final Map<Sha256, Bytes> store = new HashMap<>();
    private TrustedCollection collection;
    private Decision decision;
    private int publications;

    PacedCollection(Gun gun, Kind kind, RoleSigner signer, Clock clock) {
        this.gun = gun;
        this.kind = kind;
        this.signer = signer;
        this.clock = clock;
        this.collection = TrustedCollection.unborn(gun);
        this.publisher = publisher();
        stageTargets();
        this.decision = decide(new TrustCommand.PublishMetadata(gun, publisher.firstPublication()));
        for (var request = wanted(); request != null; request = wanted()) {
            take(signer.sign(request));
        }
        signer.published(List.of(published()));
    }

    /** Begins the next piece of work: afterwards something is wanted. */
    void begin() {
        decision =
                decide(
                        switch (kind) {
                            case RENEWAL -> new TrustCommand.RenewServerRoles(gun);
                            case PUBLISHERS_SNAPSHOT, OUR_SNAPSHOT -> {
                                stageTargets();
                                yield new TrustCommand.PublishMetadata(
                                        gun, publisher.publication());
                            }
                        });
    }

    /** What the signer is to be asked for now; null when the work is done. */
    @Nullable SigningRequest wanted() {
        return decision instanceof Decision.SignatureWanted wanted ? wanted.request() : null;
    }

    /** Goes on with the signer's answer; what is accepted is published. */
    void take(SigningAnswer answer) {
        if (decision instanceof Decision.SignatureWanted wanted) {
            decision = wanted.then().apply(answer);
        }
        switch (decision) {
            case Decision.Accepted accepted -> commit(accepted);
            case Decision.SignatureWanted _ -> {}
            case Decision.Refused _, Decision.KeyWanted _ ->
                    throw new IllegalStateException(
                            kind + " of " + gun + " came to " + decision + " after " + answer);
        }
    }

    private PocketPublisher publisher() {
        PublicKey timestamp = newKey(RoleName.TIMESTAMP);
        PocketPublisher begun = PocketPublisher.of(gun, clock);
        return kind == Kind.OUR_SNAPSHOT
                ? begun.withServerKeys(timestamp, newKey(RoleName.SNAPSHOT))
                : begun.withServerKeys(timestamp);
    }

    private PublicKey newKey(RoleName role) {
        var command = new TrustCommand.EnsureManagedKey(gun, role, KeyAlgorithm.ECDSA);
        if (decide(command) instanceof Decision.KeyWanted(var place, var algorithm, var then)
                && then.apply(signer.create(place, algorithm)) instanceof Decision.Accepted made
                && made.key() != null) {
            commit(made);
            return made.key().key();
        }
        throw new IllegalStateException("no key was made for " + role + " of " + gun);
    }

    private void stageTargets() {
        publications++;
        for (int i = 0; i < TARGETS; i++) {
            publisher.addTarget("target-" + i, Bytes.utf8(publications + " " + i));
        }
    }

    private Decision decide(TrustCommand command) {
        return collection.decide(
                command,
                new Surroundings(
                        clock.instant(), this::read, signer, new JdkSignatureCheck(), impatient()));
    }

    /** Notary's, but every timestamp is due for renewal. */
    private static Policy impatient() {
        Policy notary = Policy.NOTARY;
        return new Policy(
                notary.longestRoot(),
                notary.longestOther(),
                notary.timestampValidity(),
                notary.timestampValidity(),
                notary.snapshotValidity(),
                Duration.ZERO,
                notary.largestVersionStep(),
                notary.highestVersion());
    }

    private void commit(Decision.Accepted accepted) {
        accepted.documents().forEach(document -> store.put(document.digest(), document.file()));
        for (CollectionEvent event : accepted.events()) {
            collection = collection.evolve(event);
        }
        store.keySet()
                .retainAll(
                        Stream.of(
                                        RoleName.ROOT,
                                        RoleName.TARGETS,
                                        RoleName.SNAPSHOT,
                                        RoleName.TIMESTAMP)
                                .map(collection::current)
                                .filter(current -> current != null)
                                .map(CurrentDocument::digest)
                                .toList());
    }

    /** What the signer is to be told after {@link #take} came to an end. */
    PublishedTimestamp published() {
        CurrentDocument timestamp = collection.current(RoleName.TIMESTAMP);
        if (timestamp == null) {
            throw new IllegalStateException(gun + " has published nothing");
        }
        return new PublishedTimestamp(gun, collection.life(), timestamp.digest());
    }

    private Signed<?> read(RoleName role, Sha256 digest) {
        Bytes file = store.get(digest);
        if (file == null) {
            throw new IllegalStateException("not stored: " + role + " " + digest);
        }
        try {
            return Dialect.NOTARY_V1.read(role, file);
        } catch (MalformedMetadata e) {
            throw new IllegalStateException("reading what was accepted: " + role, e);
        }
    }
}
