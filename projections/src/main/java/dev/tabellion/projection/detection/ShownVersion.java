package dev.tabellion.projection.detection;

import dev.tabellion.detection.View;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Version;

/** A version that a view showed. */
record ShownVersion(View view, RoleName role, Version version) {}
