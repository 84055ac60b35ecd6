/** The log as everybody reads it: checkpoint, tiles and entry bundles over HTTP. */
@NullMarked
package dev.tabellion.query.log;

import org.jspecify.annotations.NullMarked;
