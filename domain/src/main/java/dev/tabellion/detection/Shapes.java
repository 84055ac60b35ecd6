package dev.tabellion.detection;

import dev.tabellion.detection.DetectionRule.OnDocument;
import dev.tabellion.detection.DetectionRule.OnEntry;
import dev.tabellion.detection.DetectionRule.OnFailure;
import dev.tabellion.detection.DetectionRule.OnSight;
import java.util.Collection;
import java.util.List;

/**
 * Rules by what they judge.
 *
 * @param ordering those of {@code onDocument} that judge in which order documents are shown
 */
record Shapes(
        List<OnEntry> onEntry,
        List<OnDocument> onDocument,
        List<OnDocument> ordering,
        List<OnSight> onSight,
        List<OnFailure> onFailure) {

    static Shapes of(Collection<? extends DetectionRule> rules) {
        List<OnDocument> onDocument = of(OnDocument.class, rules);
        return new Shapes(
                of(OnEntry.class, rules),
                onDocument,
                onDocument.stream().filter(OnDocument::judgesOrder).toList(),
                of(OnSight.class, rules),
                of(OnFailure.class, rules));
    }

    static <R extends DetectionRule> List<R> of(
            Class<R> shape, Collection<? extends DetectionRule> rules) {
        return rules.stream().filter(shape::isInstance).map(shape::cast).toList();
    }
}
