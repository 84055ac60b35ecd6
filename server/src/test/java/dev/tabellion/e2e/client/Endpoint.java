package dev.tabellion.e2e.client;

import java.net.URI;
import java.nio.file.Path;

/** Where a server is reached and which certificates vouch for it: all a client knows of it. */
public record Endpoint(URI url, Path caFile) {

    /** Host and port, as Docker names the folder that holds a server's CA. */
    public String authority() {
        return url.getAuthority();
    }

    /** The same server, for clients that must also believe other certificates. */
    public Endpoint trusting(Path bundle) {
        return new Endpoint(url, bundle);
    }
}
