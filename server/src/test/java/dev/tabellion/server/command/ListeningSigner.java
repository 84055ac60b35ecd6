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
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Remembers what was asked of a signer and what it answered. */
record ListeningSigner(RoleSigner heard, List<Heard> all) implements RoleSigner {
    record Heard(SigningRequest request, SigningAnswer answer) {}

    ListeningSigner(RoleSigner heard) {
        this(heard, new CopyOnWriteArrayList<>());
    }

    @Override
    public ManagedKey create(KeyPlace place, KeyAlgorithm algorithm) {
        return heard.create(place, algorithm);
    }

    @Override
    public SigningAnswer sign(SigningRequest request) {
        SigningAnswer answer = heard.sign(request);
        all.add(new Heard(request, answer));
        return answer;
    }

    @Override
    public @Nullable KeyPlace placeOf(PublicKey key) {
        return heard.placeOf(key);
    }

    @Override
    public void published(List<PublishedTimestamp> timestamps) {
        heard.published(timestamps);
    }

    @Override
    public List<PublishedTimestamp> unsettled(int skip, int limit) {
        return heard.unsettled(skip, limit);
    }
}
