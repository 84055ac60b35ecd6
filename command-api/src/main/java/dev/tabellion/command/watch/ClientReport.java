package dev.tabellion.command.watch;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.WatchEvent.Seen;
import dev.tabellion.tuf.RoleName;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * What a client hands in. Every word of it is the client's own.
 *
 * @param name under which it had asked for the file
 * @param refused whether it refused it
 */
record ClientReport(Gun collection, RoleName role, String name, boolean refused, Bytes file) {
    /** Null if the request does not say what it is about. */
    static @Nullable ClientReport of(String collection, Bytes file, HttpServletRequest asked) {
        String role = asked.getParameter("role");
        String client = asked.getParameter("client");
        if (!Gun.isValid(collection)
                || role == null
                || !RoleName.isValid(role)
                || !(client == null || client.equals("refused") || client.equals("seen"))) {
            return null;
        }
        String said = asked.getParameter("file");
        String name = said == null ? role + ".json" : said;
        return Seen.isFileName(name)
                ? new ClientReport(
                        new Gun(collection), new RoleName(role), name, !"seen".equals(client), file)
                : null;
    }
}
