/** Wires what people do with findings: what they say, what becomes of incidents, what is read. */
@NullMarked
package dev.tabellion.server.cases;

import org.jspecify.annotations.NullMarked;
