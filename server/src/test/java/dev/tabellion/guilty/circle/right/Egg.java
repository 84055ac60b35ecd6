package dev.tabellion.guilty.circle.right;

import dev.tabellion.guilty.circle.left.Hen;

/** Needs the hen. */
public interface Egg {
    void hatch(Hen hen);
}
