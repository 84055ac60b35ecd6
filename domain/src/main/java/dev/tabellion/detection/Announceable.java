package dev.tabellion.detection;

import dev.tabellion.collection.CaseEvent.ChangeAnnounced;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a change that was announced may explain. Never what is critical: whoever steals a
 * responder's token must not be able to announce the theft of a key away, nor a root that no
 * threshold approved.
 */
public final class Announceable {
    /** All that an honest ceremony, a release or the return to an older one raises. */
    private static final Set<RuleName> CEREMONY =
            Stream.of(
                            "ROOT_KEYS_CHANGED",
                            "ROLE_KEYS_CHANGED",
                            "THRESHOLD_LOWERED",
                            "KEY_SHARED_BETWEEN_ROLES",
                            "CONSISTENT_SNAPSHOT_OFF",
                            "VERSION_RESET_AFTER_ROTATION",
                            "KEY_ROTATED_UNPUBLISHED",
                            "DELEGATION_ADDED",
                            "DELEGATION_KEYS_CHANGED",
                            "TERMINATING_FLIPPED",
                            "TARGET_CHANGED",
                            "SEMANTIC_ROLLBACK",
                            "NAMESPACE_CLAIM")
                    .map(RuleName::new)
                    .collect(Collectors.toUnmodifiableSet());

    /** What is critical only because one person's word was enough: whoever announced is another. */
    private static final Set<RuleName> ALONE =
            Set.of(new RuleName("REPOSITORY_DELETED"), new RuleName("KEY_DELETED"));

    private Announceable() {}

    /** Whether an announcement may name that rule. */
    public static boolean isAnnounceable(RuleName rule, Severity severity) {
        return CEREMONY.contains(rule) || ALONE.contains(rule) || severity != Severity.CRITICAL;
    }

    /** Whether an announcement that names no rule explains that one's findings. */
    public static boolean isOfCeremony(RuleName rule) {
        return CEREMONY.contains(rule);
    }

    static boolean explains(ChangeAnnounced change, Finding finding) {
        if (finding.severity() == Severity.CRITICAL) {
            return false;
        }
        return change.rules().isEmpty()
                ? isOfCeremony(finding.rule())
                : change.rules().contains(finding.rule().text());
    }

    /** Whether it adds a second word to what is critical with one. */
    static boolean confirms(ChangeAnnounced change, Finding finding) {
        return ALONE.contains(finding.rule()) && change.rules().contains(finding.rule().text());
    }
}
