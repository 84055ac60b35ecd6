package dev.tabellion.collection;

import dev.tabellion.tuf.RoleName;

/**
 * The one place a managed key may be used at.
 *
 * @param life which life of the collection: deleting it ends one, a later first root begins the
 *     next
 */
public record KeyPlace(Gun gun, int life, RoleName role) {
    public KeyPlace {
        if (life < 1) {
            throw new IllegalArgumentException("lives are counted from 1, not " + life);
        }
    }
}
