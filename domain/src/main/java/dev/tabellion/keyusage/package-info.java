/** What became of every use of a managed key: the signer's journal laid beside the record. */
@NullMarked
package dev.tabellion.keyusage;

import org.jspecify.annotations.NullMarked;
