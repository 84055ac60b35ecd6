/** How a start that cannot succeed is told to the operator. */
@NullMarked
package dev.tabellion.server.start;

import org.jspecify.annotations.NullMarked;
