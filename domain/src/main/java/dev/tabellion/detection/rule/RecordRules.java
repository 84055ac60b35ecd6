package dev.tabellion.detection.rule;

import dev.tabellion.detection.DetectionRule;
import java.util.List;
import java.util.stream.Stream;

/** Rules that judge what the record says was done. */
final class RecordRules {
    static final List<DetectionRule> ALL =
            Stream.of(
                            RefusalRules.ALL,
                            List.<DetectionRule>of(
                                    new RepositoryDeleted(),
                                    new NamespaceClaim(),
                                    new PublisherAnomaly(RefusalRules.ofUploads()),
                                    new CompromisedKeyUsed(),
                                    new RuleFailed(),
                                    new DocumentMissing()),
                            LogRules.ALL)
                    .flatMap(List::stream)
                    .toList();

    private RecordRules() {}
}
