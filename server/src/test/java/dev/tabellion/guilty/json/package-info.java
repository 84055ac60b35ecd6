/** A room of the guilty house: read by the test of the house rules only. */
@NullMarked
package dev.tabellion.guilty.json;

import org.jspecify.annotations.NullMarked;
