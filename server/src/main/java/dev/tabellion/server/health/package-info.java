/** Whether all is well, as load balancers and operators ask it. */
@NullMarked
package dev.tabellion.server.health;

import org.jspecify.annotations.NullMarked;
