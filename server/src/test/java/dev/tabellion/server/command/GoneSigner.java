package dev.tabellion.server.command;

import dev.tabellion.collection.KeyAlgorithm;
import dev.tabellion.collection.KeyPlace;
import dev.tabellion.collection.ManagedKey;
import dev.tabellion.collection.PublishedTimestamp;
import dev.tabellion.collection.RoleSigner;
import dev.tabellion.collection.SignerUnavailable;
import dev.tabellion.collection.SigningAnswer;
import dev.tabellion.collection.SigningRequest;
import dev.tabellion.tuf.PublicKey;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Knows its keys from before, and cannot be reached for anything new. */
record GoneSigner(RoleSigner before) implements RoleSigner {
    @Override
    public ManagedKey create(KeyPlace place, KeyAlgorithm algorithm) {
        throw gone();
    }

    @Override
    public SigningAnswer sign(SigningRequest request) {
        throw gone();
    }

    @Override
    public @Nullable KeyPlace placeOf(PublicKey key) {
        return before.placeOf(key);
    }

    @Override
    public void published(List<PublishedTimestamp> timestamps) {
        throw gone();
    }

    @Override
    public List<PublishedTimestamp> unsettled(int skip, int limit) {
        throw gone();
    }

    private static SignerUnavailable gone() {
        return new SignerUnavailable("asking the signer", new IOException("no route to it"));
    }
}
