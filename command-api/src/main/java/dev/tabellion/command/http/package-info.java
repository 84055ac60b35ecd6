/** What doors that change something share: who asks, and how they are answered. */
@NullMarked
package dev.tabellion.command.http;

import org.jspecify.annotations.NullMarked;
