package dev.tabellion.server.door;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whom the signer lets in, and what it shows them.
 *
 * @param askers DNS names or URIs, exactly as certificates bear them, that may have signed
 * @param readers the same, that may read the journal
 * @param peerCa who issues their certificates; our own authority if absent
 * @param cert what we show, with its chain; one of our own authority if absent
 * @param key its private key
 * @param names under which peers reach us, beside this machine's, for a certificate of our own
 */
@ConfigurationProperties("tabellion.signer")
public record DoorSettings(
        @DefaultValue List<String> askers,
        @DefaultValue List<String> readers,
        @Nullable Path peerCa,
        @Nullable Path cert,
        @Nullable Path key,
        @DefaultValue List<String> names) {

    public DoorSettings {
        if ((cert == null) != (key == null) || (cert == null) != (peerCa == null)) {
            throw new IllegalArgumentException(
                    "tabellion.signer.peer-ca, .cert and .key go together: all three, or none for"
                            + " an authority of our own");
        }
    }
}
