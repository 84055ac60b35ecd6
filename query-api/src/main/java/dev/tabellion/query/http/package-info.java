/** What every door that reads has to know of HTTP. */
@NullMarked
package dev.tabellion.query.http;

import org.jspecify.annotations.NullMarked;
