/** What people say and do about findings: who may, what is asked, what is recorded. */
@NullMarked
package dev.tabellion.command.cases;

import org.jspecify.annotations.NullMarked;
