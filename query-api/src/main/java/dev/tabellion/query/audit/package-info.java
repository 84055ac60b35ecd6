/** The audit trail over HTTP: who did what, what was served when, what changed between. */
@NullMarked
package dev.tabellion.query.audit;

import org.jspecify.annotations.NullMarked;
