/** Who signed what: the judgement of one file against the keys that may sign it. */
@NullMarked
package dev.tabellion.verify;

import org.jspecify.annotations.NullMarked;
