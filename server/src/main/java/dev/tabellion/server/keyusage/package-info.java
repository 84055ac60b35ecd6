/** Wires what lays the signer's journal beside the record. */
@NullMarked
package dev.tabellion.server.keyusage;

import org.jspecify.annotations.NullMarked;
