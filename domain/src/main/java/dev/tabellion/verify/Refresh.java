package dev.tabellion.verify;

import java.time.Instant;

/**
 * One run of a client's workflow.
 *
 * @param now fixed at its beginning, for all of it (specification 5.1)
 */
public record Refresh(Instant now, SignatureCheck check) {}
