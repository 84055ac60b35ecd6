/** The signer's own book: what it was asked, what it decided, and how far it remembers. */
@NullMarked
package dev.tabellion.signer.book;

import org.jspecify.annotations.NullMarked;
