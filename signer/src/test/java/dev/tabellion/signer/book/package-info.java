/** The head file, without a database. */
@NullMarked
package dev.tabellion.signer.book;

import org.jspecify.annotations.NullMarked;
