package dev.tabellion.signer.checkpoint;

import java.nio.file.Path;

/** A second process wants a log's key while the first still has it. */
public final class LogFolderInUse extends RuntimeException {
    private static final long serialVersionUID = 1;

    LogFolderInUse(Path folder) {
        super("The log's key in " + folder + " is in use by another process.");
    }
}
