/** The clients people have: notary, docker trust and plain HTTP. */
@NullMarked
package dev.tabellion.e2e.client;

import org.jspecify.annotations.NullMarked;
