package dev.tabellion.signer;

import dev.tabellion.collection.KeyAlgorithm;
import dev.tabellion.collection.KeyPlace;
import dev.tabellion.collection.ManagedKey;
import dev.tabellion.collection.PublishedTimestamp;
import dev.tabellion.collection.RoleSigner;
import dev.tabellion.collection.SigningAnswer;
import dev.tabellion.collection.SigningRequest;
import dev.tabellion.signer.vault.Keyring;
import dev.tabellion.tuf.PublicKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The signer as one peer may use it. Never asks in another's name. */
record PeersSigner(SigningDesk desk, Peer peer, Keyring keyring, Settlement settlement)
        implements RoleSigner {

    @Override
    public ManagedKey create(KeyPlace place, KeyAlgorithm algorithm) {
        return desk.create(peer, place, algorithm);
    }

    @Override
    public SigningAnswer sign(SigningRequest request) {
        return desk.sign(peer, request);
    }

    @Override
    public @Nullable KeyPlace placeOf(PublicKey key) {
        return keyring.placeOf(key);
    }

    @Override
    public void published(List<PublishedTimestamp> timestamps) {
        settlement.told(peer, timestamps);
    }

    @Override
    public List<PublishedTimestamp> unsettled(int skip, int limit) {
        return settlement.unsettled(skip, limit);
    }
}
