/** Every use of a managed key, as the signer's journal and as the record tell of it. */
@NullMarked
package dev.tabellion.projection.keyusage;

import org.jspecify.annotations.NullMarked;
