/** Detection on a real database. */
@NullMarked
package dev.tabellion.server.detection;

import org.jspecify.annotations.NullMarked;
