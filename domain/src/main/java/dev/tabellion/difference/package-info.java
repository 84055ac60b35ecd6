/** What is different between two states of a collection: keys, delegations, targets, dates. */
@NullMarked
package dev.tabellion.difference;

import org.jspecify.annotations.NullMarked;
