/** What is seen from outside and told to the record: by eyes, and by clients. */
@NullMarked
package dev.tabellion.command.watch;

import org.jspecify.annotations.NullMarked;
