/** The stored files, by their digests, for every projection that reads them. */
@NullMarked
package dev.tabellion.projection.document;

import org.jspecify.annotations.NullMarked;
