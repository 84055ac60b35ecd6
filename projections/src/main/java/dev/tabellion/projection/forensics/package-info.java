/** What a key did, and what it can still do: read models of what the record knows already. */
@NullMarked
package dev.tabellion.projection.forensics;

import org.jspecify.annotations.NullMarked;
