/** What the doors of our own API share: who may what, and how a refusal is put. */
@NullMarked
package dev.tabellion.api;

import org.jspecify.annotations.NullMarked;
