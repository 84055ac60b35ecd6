/** The one program: wires the modules together and starts them. */
@NullMarked
package dev.tabellion.server;

import org.jspecify.annotations.NullMarked;
