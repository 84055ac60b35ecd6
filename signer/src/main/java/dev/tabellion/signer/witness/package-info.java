/** A witness: cosigns that logs it knows have only grown, and remembers what it cosigned. */
@NullMarked
package dev.tabellion.signer.witness;

import org.jspecify.annotations.NullMarked;
