/** What monitoring reads: Notary's figures under Notary's names, beside our own. */
@NullMarked
package dev.tabellion.server.metrics;

import org.jspecify.annotations.NullMarked;
