package dev.tabellion.server.command;

import dev.tabellion.collection.RoleSigner;
import java.util.concurrent.atomic.AtomicReference;

/** A signer that can go away and come back. */
final class FickleSigner implements ForwardingSigner {
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

    @Override
    public RoleSigner signer() {
        return now.get();
    }
}
