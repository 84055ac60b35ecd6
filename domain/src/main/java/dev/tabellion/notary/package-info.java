/** Notary's protocol as text: paths, codes and error bodies, without a server. */
@NullMarked
package dev.tabellion.notary;

import org.jspecify.annotations.NullMarked;
