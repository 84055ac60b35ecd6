/** Reads rows out of what pg_dump, mysqldump and mariadb-dump wrote as SQL. */
@NullMarked
package dev.tabellion.server.imports.dump;

import org.jspecify.annotations.NullMarked;
