/** Findings, incidents and announcements over HTTP, to be read. */
@NullMarked
package dev.tabellion.query.cases;

import org.jspecify.annotations.NullMarked;
