package dev.tabellion.detection.rule;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.detection.DetectionRule;
import dev.tabellion.detection.Finding;
import dev.tabellion.detection.Subject;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All rules, in the order in which they speak of one entry. */
public final class Rules {
    public static final List<DetectionRule> ALL =
            Stream.of(DocumentRules.ALL, WatchRules.ALL, RecordRules.ALL, TimeRules.ALL)
                    .flatMap(List::stream)
                    .toList();

    /**
     * Raised when a rule changes what it finds without a new name, or a dossier its form: the log
     * is then read again from its first leaf.
     */
    private static final int EDITION = 9;

    private Rules() {}

    /**
     * That what judges beside these rules stumbled over an entry, and went on without it.
     *
     * @param at when that entry was made
     */
    public static Finding failed(Subject subject, long leaf, Instant at, String who, String how) {
        return RuleFailed.of(subject, leaf, at, who, how);
    }

    /** Names this set of rules: findings by another are made anew. */
    public static Sha256 digest() {
        return Bytes.utf8(
                        ALL.stream()
                                .map(rule -> rule.card().name().text())
                                .sorted()
                                .collect(Collectors.joining("\n", EDITION + "\n", "\n")))
                .sha256();
    }
}
