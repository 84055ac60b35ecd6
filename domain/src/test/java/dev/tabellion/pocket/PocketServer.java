package dev.tabellion.pocket;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.CollectionEvent;
import dev.tabellion.collection.CurrentDocument;
import dev.tabellion.collection.Decision;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.KeyAlgorithm;
import dev.tabellion.collection.ManagedKey;
import dev.tabellion.collection.Policy;
import dev.tabellion.collection.PublishedTimestamp;
import dev.tabellion.collection.RoleSigner;
import dev.tabellion.collection.SigningRequest;
import dev.tabellion.collection.Surroundings;
import dev.tabellion.collection.TrustCommand;
import dev.tabellion.collection.TrustedCollection;
import dev.tabellion.collection.Upload;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.dialect.MalformedMetadata;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Signed;
import dev.tabellion.verify.JdkSignatureCheck;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A whole server of one collection in the pocket: the real decisions, a store in memory, and a
 * signer elsewhere, whom it tells what it committed. Forgets nothing it ever stored.
 */
public final class PocketServer {
    private final Gun gun;
    private final RoleSigner signer;
    private final Clock clock;
    private final Map<Sha256, Bytes> store = new HashMap<>();
    private final List<CollectionEvent> history = new ArrayList<>();
    private TrustedCollection collection;

    public PocketServer(Gun gun, RoleSigner signer, Clock clock) {
        this.gun = gun;
        this.signer = signer;
        this.clock = clock;
        this.collection = TrustedCollection.unborn(gun);
    }

    public Gun gun() {
        return gun;
    }

    public RoleSigner signer() {
        return signer;
    }

    public Clock clock() {
        return clock;
    }

    /** As far as it knows. */
    public TrustedCollection collection() {
        return collection;
    }

    /** Its database was put back, or rewritten: it believes this from now on. */
    public void believes(TrustedCollection other) {
        collection = other;
    }

    /** One who holds all keys but that of timestamps. */
    public PocketPublisher publisher() {
        return PocketPublisher.of(gun, clock).withServerKeys(newKey(RoleName.TIMESTAMP).key());
    }

    public PocketPublisher publisherWithoutSnapshots() {
        return PocketPublisher.of(gun, clock)
                .withServerKeys(newKey(RoleName.TIMESTAMP).key(), newKey(RoleName.SNAPSHOT).key());
    }

    public ManagedKey newKey(RoleName role) {
        var ask = new TrustCommand.RotateManagedKey(gun, role, KeyAlgorithm.ECDSA);
        Decision.Accepted accepted = accepts(ask);
        if (accepted.key() == null) {
            throw new AssertionError("no key was made for " + role);
        }
        return accepted.key();
    }

    public Decision.Accepted accepts(List<Upload> uploads) {
        return accepts(new TrustCommand.PublishMetadata(gun, uploads));
    }

    /** Decided, signed, committed, and told to the signer. */
    public Decision.Accepted accepts(TrustCommand command) {
        return switch (decide(command)) {
            case Decision.Accepted accepted -> {
                commit(accepted);
                yield accepted;
            }
            case Decision other -> throw new AssertionError("not accepted but " + other);
        };
    }

    /** Has the timestamp signed anew, due or not. */
    public Decision renews() {
        Decision decision = decide(new TrustCommand.RenewServerRoles(gun), impatient());
        if (decision instanceof Decision.Accepted accepted) {
            commit(accepted);
        }
        return decision;
    }

    /** What it comes to, with all signatures that it takes; nothing is committed. */
    public Decision decide(TrustCommand command) {
        return decide(command, Policy.NOTARY);
    }

    /** What it asks for when it renews the timestamp, due or not. */
    public SigningRequest renewalRequest() {
        var renewal = new TrustCommand.RenewServerRoles(gun);
        if (collection.decide(renewal, surroundings(impatient()))
                instanceof Decision.SignatureWanted wanted) {
            return wanted.request();
        }
        throw new AssertionError("nothing to renew");
    }

    public void commit(Decision.Accepted accepted) {
        accepted.documents().forEach(document -> store.put(document.digest(), document.file()));
        CurrentDocument before = collection.current(RoleName.TIMESTAMP);
        int life = collection.life();
        for (CollectionEvent event : accepted.events()) {
            collection = collection.evolve(event);
            history.add(event);
        }
        CurrentDocument after = collection.current(RoleName.TIMESTAMP);
        if (after != null && !after.equals(before)) {
            signer.published(List.of(new PublishedTimestamp(gun, life, after.digest())));
        }
    }

    /** Every event that was committed, in their order. */
    public List<CollectionEvent> history() {
        return List.copyOf(history);
    }

    /** What it stored, by digest. */
    public Map<Sha256, Bytes> store() {
        return Map.copyOf(store);
    }

    public CurrentDocument current(RoleName role) {
        CurrentDocument current = collection.current(role);
        if (current == null) {
            throw new AssertionError("nothing is served for " + role);
        }
        return current;
    }

    public Bytes served(RoleName role) {
        return stored(current(role).digest());
    }

    /** Writes a document past all decisions, as who has its database can. */
    public void stores(Bytes file) {
        store.put(file.sha256(), file);
    }

    public static Signed<?> read(RoleName role, Bytes file) {
        try {
            return Dialect.NOTARY_V1.read(role, file);
        } catch (MalformedMetadata e) {
            throw new AssertionError("not a " + role, e);
        }
    }

    private Decision decide(TrustCommand command, Policy by) {
        Decision decision = collection.decide(command, surroundings(by));
        while (true) {
            switch (decision) {
                case Decision.SignatureWanted(var request, var then) ->
                        decision = then.apply(signer.sign(request));
                case Decision.KeyWanted(var place, var algorithm, var then) ->
                        decision = then.apply(signer.create(place, algorithm));
                case Decision.Accepted accepted -> {
                    return accepted;
                }
                case Decision.Refused refused -> {
                    return refused;
                }
            }
        }
    }

    private Surroundings surroundings(Policy by) {
        return new Surroundings(
                clock.instant(),
                (role, digest) -> read(role, stored(digest)),
                signer,
                new JdkSignatureCheck(),
                by);
    }

    private Bytes stored(@Nullable Sha256 digest) {
        Bytes file = store.get(digest);
        if (file == null) {
            throw new AssertionError("not stored: " + digest);
        }
        return file;
    }

    private static Policy impatient() {
        Policy usual = Policy.NOTARY;
        return new Policy(
                usual.longestRoot(),
                usual.longestOther(),
                usual.timestampValidity(),
                usual.timestampValidity().plus(Duration.ofDays(1)),
                usual.snapshotValidity(),
                Duration.ZERO,
                usual.largestVersionStep(),
                usual.highestVersion());
    }
}
