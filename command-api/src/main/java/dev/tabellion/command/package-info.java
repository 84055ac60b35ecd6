/** The write side: everything that changes a collection. */
@NullMarked
package dev.tabellion.command;

import org.jspecify.annotations.NullMarked;
