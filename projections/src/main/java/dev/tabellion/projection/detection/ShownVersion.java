package dev.tabellion.projection.detection;

import dev.tabellion.detection.View;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Version;

/** A version that a view showed in that life. */
record ShownVersion(View view, int life, RoleName role, Version version) {}
