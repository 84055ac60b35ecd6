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
import org.jspecify.annotations.Nullable;

/** Asks another signer for everything that it does not do in a way of its own. */
public interface ForwardingSigner extends RoleSigner {
    /** Who is asked now. */
    RoleSigner signer();

    @Override
    default ManagedKey create(KeyPlace place, KeyAlgorithm algorithm) {
        return signer().create(place, algorithm);
    }

    @Override
    default SigningAnswer sign(SigningRequest request) {
        return signer().sign(request);
    }

    @Override
    default @Nullable KeyPlace placeOf(PublicKey key) {
        return signer().placeOf(key);
    }

    @Override
    default void published(List<PublishedTimestamp> timestamps) {
        signer().published(timestamps);
    }

    @Override
    default List<PublishedTimestamp> unsettled(int skip, int limit) {
        return signer().unsettled(skip, limit);
    }
}
