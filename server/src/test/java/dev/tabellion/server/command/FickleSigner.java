package dev.tabellion.server.command;

import dev.tabellion.collection.KeyAlgorithm;
import dev.tabellion.collection.KeyPlace;
import dev.tabellion.collection.ManagedKey;
import dev.tabellion.collection.PublishedTimestamp;
import dev.tabellion.collection.RoleSigner;
import dev.tabellion.collection.SigningAnswer;
import dev.tabellion.collection.SigningRequest;
import dev.tabellion.tuf.PublicKey;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A signer that can go away and come back. */
final class FickleSigner implements RoleSigner {
    private final RoleSigner there;
    private final AtomicReference<RoleSigner> now;

    FickleSigner(RoleSigner there) {
        this.there = there;
        this.now = new AtomicReference<>(there);
    }

    void leave() {
        now.set(new GoneSigner(there));
    }

    void comeBack() {
        now.set(there);
    }

    private RoleSigner now() {
        return now.get();
    }

    @Override
    public ManagedKey create(KeyPlace place, KeyAlgorithm algorithm) {
        return now().create(place, algorithm);
    }

    @Override
    public SigningAnswer sign(SigningRequest request) {
        return now().sign(request);
    }

    @Override
    public @Nullable KeyPlace placeOf(PublicKey key) {
        return now().placeOf(key);
    }

    @Override
    public void published(List<PublishedTimestamp> timestamps) {
        now().published(timestamps);
    }

    @Override
    public List<PublishedTimestamp> unsettled(int skip, int limit) {
        return now().unsettled(skip, limit);
    }
}
