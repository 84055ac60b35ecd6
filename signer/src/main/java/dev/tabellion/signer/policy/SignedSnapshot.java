package dev.tabellion.signer.policy;

import dev.tabellion.collection.Mark;
import java.time.Instant;

/** A snapshot that was signed here on what is settled: a timestamp may vouch for it. */
public record SignedSnapshot(PinnedRoot root, Mark mark, Instant at) {}
