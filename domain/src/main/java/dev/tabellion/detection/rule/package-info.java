/** What is noticed: one small class a rule, and the list of them. */
@NullMarked
package dev.tabellion.detection.rule;

import org.jspecify.annotations.NullMarked;
