/** The JSON that this program writes for itself and reads back: one spelling, RFC 8785. */
@NullMarked
package dev.tabellion.json;

import org.jspecify.annotations.NullMarked;
