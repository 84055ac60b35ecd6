/** The eye: an independent client that looks at repositories from outside and tells what it saw. */
@NullMarked
package dev.tabellion.server.eye;

import org.jspecify.annotations.NullMarked;
