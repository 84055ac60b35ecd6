package dev.tabellion.detection.rule;

import dev.tabellion.detection.DetectionRule;
import java.util.List;

/** Rules that judge documents as a view shows them. */
final class DocumentRules {
    static final List<DetectionRule> ALL = List.of(new VersionRollback());

    private DocumentRules() {}
}
