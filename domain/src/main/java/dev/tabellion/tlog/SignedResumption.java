package dev.tabellion.tlog;

import dev.tabellion.bytes.Bytes;

/**
 * A decision with a signature by the log's key, so that it holds wherever it is read: whoever owns
 * the database can end no halt by writing there.
 *
 * @param signature unchecked
 */
public record SignedResumption(Resumption resumption, Bytes signature) {
    boolean isBy(VerifierKey log) {
        return log.key().verifies(resumption.text(log.name()), signature);
    }
}
