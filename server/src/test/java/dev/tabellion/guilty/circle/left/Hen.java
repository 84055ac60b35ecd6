package dev.tabellion.guilty.circle.left;

import dev.tabellion.guilty.circle.right.Egg;

/** Needs the egg. */
public interface Hen {
    void lay(Egg egg);
}
