package dev.tabellion.detection;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the log's keepers notice of the log itself. Not an entry: the log that should hold it is
 * what is in trouble. It is told again for as long as it lasts, and is one finding.
 */
public sealed interface Told {
    /** How far the log was signed. */
    long size();

    /**
     * No checkpoint is published, and why.
     *
     * @param how in one word, such as {@code rolled-back}
     */
    record Stopped(String how, SortedMap<String, String> facts, long size) implements Told {
        public Stopped {
            facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
        }
    }

    /** A witness knows another log by this name. */
    record Contradicted(String how, long size) implements Told {}

    /**
     * An event is not what was logged, and does not read: who follows the log stands before it.
     *
     * @param leaf of what was logged
     */
    record Unread(long leaf, long size) implements Told {}

    /** What happened since then is under no checkpoint. */
    record Unpublished(Instant since, long size) implements Told {}

    /** Checkpoints lack a quorum of witnesses since then. */
    record Uncosigned(Instant since, long size) implements Told {}
}
