package dev.tabellion.projection.log;

import dev.tabellion.tlog.SignedCheckpoint;

/**
 * Where the leader brings each checkpoint that it signed, to be made public: at once, or when
 * witnesses have cosigned it. Called after the tiles are durable; never waits for anybody. Not
 * every checkpoint becomes public, but of those that do none is smaller than one before. The same
 * one may be brought again, to be published freshly.
 */
@FunctionalInterface
public interface CheckpointOutlet {
    void bring(SignedCheckpoint checkpoint);
}
