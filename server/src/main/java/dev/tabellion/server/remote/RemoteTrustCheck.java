package dev.tabellion.server.remote;

import dev.tabellion.notary.HealthCheck;
import dev.tabellion.server.tls.PeerTls;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Whether the signer can be asked, with where to look if it cannot. */
record RemoteTrustCheck(URI signer, HealthCheck reachable, PeerTls tls) implements HealthCheck {

    @Override
    public String name() {
        return reachable.name();
    }

    @Override
    public @Nullable String complaint() {
        var files = tls.complaint();
        var complaint = reachable.complaint();
        if (complaint == null) {
            return files;
        }
        var told = complaint + " (" + signer.getAuthority() + ")";
        return files == null ? told : told + "; " + files;
    }
}
