package dev.tabellion.difference;

import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Target;
import dev.tabellion.tuf.Version;
import java.time.Instant;
import java.util.List;

/** One thing that is different. Never words: they are chosen where somebody reads them. */
public sealed interface Change {

    /** The role whose document it is in. */
    RoleName role();

    /** The role has a document now, and had none. */
    record RoleAppeared(RoleName role, Version version) implements Change {}

    /** The role has no document any more. */
    record RoleGone(RoleName role, Version version) implements Change {}

    record VersionChanged(RoleName role, Version before, Version after) implements Change {}

    record ExpiryChanged(RoleName role, Instant before, Instant after) implements Change {}

    /**
     * @param of the role that the key signs for
     */
    record KeyAdded(RoleName role, RoleName of, KeyId key) implements Change {}

    record KeyRemoved(RoleName role, RoleName of, KeyId key) implements Change {}

    record ThresholdChanged(RoleName role, RoleName of, int before, int after) implements Change {}

    record DelegationAdded(RoleName role, RoleName to, List<String> paths) implements Change {
        public DelegationAdded {
            paths = List.copyOf(paths);
        }
    }

    record DelegationRemoved(RoleName role, RoleName to) implements Change {}

    record PathsChanged(RoleName role, RoleName to, List<String> before, List<String> after)
            implements Change {
        public PathsChanged {
            before = List.copyOf(before);
            after = List.copyOf(after);
        }
    }

    record TargetAdded(RoleName role, String name, Target target) implements Change {}

    record TargetChanged(RoleName role, String name, Target before, Target after)
            implements Change {}

    record TargetRemoved(RoleName role, String name, Target target) implements Change {}
}
