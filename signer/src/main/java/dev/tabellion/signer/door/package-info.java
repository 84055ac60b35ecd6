/** The signer's process over HTTP: who may ask, what they asked, what they are answered. */
@NullMarked
package dev.tabellion.signer.door;

import org.jspecify.annotations.NullMarked;
