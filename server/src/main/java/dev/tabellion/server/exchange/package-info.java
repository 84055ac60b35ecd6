/** Questions to servers that are not trusted. */
@NullMarked
package dev.tabellion.server.exchange;

import org.jspecify.annotations.NullMarked;
