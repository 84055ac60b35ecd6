/** The certificate the server shows, by default from a small authority of its own. */
@NullMarked
package dev.tabellion.server.tls;

import org.jspecify.annotations.NullMarked;
