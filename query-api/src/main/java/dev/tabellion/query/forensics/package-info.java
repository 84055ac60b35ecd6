/** Answers what a key did and what it can still do, for auditors. */
@NullMarked
package dev.tabellion.query.forensics;

import org.jspecify.annotations.NullMarked;
