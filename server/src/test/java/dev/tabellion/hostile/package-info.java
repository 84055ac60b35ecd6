/**
 * What attackers, broken clients and bad luck do to a server, over HTTP: unlike the end-to-end
 * tests these know Tabellion's types, and move its clock.
 */
@NullMarked
package dev.tabellion.hostile;

import org.jspecify.annotations.NullMarked;
