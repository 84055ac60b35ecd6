package dev.tabellion.projection.forensics;

import dev.tabellion.collection.Gun;
import dev.tabellion.difference.Change;
import dev.tabellion.difference.Change.TargetAdded;
import dev.tabellion.difference.Change.TargetChanged;
import dev.tabellion.difference.Change.TargetRemoved;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Version;

/**
 * What a document that the key signed changed.
 *
 * @param change of a target, of a delegation, or of who may sign
 */
public record SignedChange(Gun gun, RoleName role, Version version, Change change) {
    public boolean isOfTarget() {
        return change instanceof TargetAdded
                || change instanceof TargetChanged
                || change instanceof TargetRemoved;
    }
}
