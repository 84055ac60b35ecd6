package dev.tabellion.server.door;

import dev.tabellion.server.tls.PeerNames;
import dev.tabellion.server.tls.PeerTls;
import dev.tabellion.signer.Peer;
import dev.tabellion.signer.door.Admitted;
import dev.tabellion.signer.door.Admitted.Right;
import dev.tabellion.signer.door.Peers;
import java.security.cert.X509Certificate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Knows peers by the names in their certificates, if who issues them vouches for them still: a
 * connection may be older than the newest files. Never goes by who issued a certificate alone.
 */
record NamedPeers(Set<String> askers, Set<String> readers, PeerTls tls) implements Peers {

    NamedPeers {
        askers = Set.copyOf(askers);
        readers = Set.copyOf(readers);
    }

    @Override
    public @Nullable Admitted of(List<X509Certificate> chain) {
        if (chain.isEmpty() || !tls.vouchesFor(chain)) {
            return null;
        }
        var names = PeerNames.of(chain.getFirst());
        var rights = EnumSet.noneOf(Right.class);
        names.forEach(name -> rights.addAll(rights(name)));
        return names.stream()
                .filter(name -> !rights(name).isEmpty())
                .findFirst() // who asks is called by one name, whatever others give it rights too
                .map(name -> new Admitted(new Peer(name), rights))
                .orElse(null);
    }

    private Set<Right> rights(String name) {
        var rights = EnumSet.noneOf(Right.class);
        if (askers.contains(name)) {
            rights.add(Right.ASK);
        }
        if (readers.contains(name)) {
            rights.add(Right.READ);
        }
        return rights;
    }
}
