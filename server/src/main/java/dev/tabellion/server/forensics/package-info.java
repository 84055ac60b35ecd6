/** Wires what answers of keys, documents and targets for who investigates. */
@NullMarked
package dev.tabellion.server.forensics;

import org.jspecify.annotations.NullMarked;
