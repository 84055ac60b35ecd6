/** How the program reaches its database: roles, schema versions, pools. */
@NullMarked
package dev.tabellion.server.database;

import org.jspecify.annotations.NullMarked;
