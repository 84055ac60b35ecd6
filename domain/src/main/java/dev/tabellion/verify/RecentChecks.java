package dev.tabellion.verify;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.tuf.PublicKey;
import dev.tabellion.tuf.Signature;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Spares what verified a moment ago: server and signer of one process both check what a publisher
 * sent, and a publisher sends it again. Remembers only what held, by all that was looked at, and a
 * limited number of it. Never takes another's word: each process has its own.
 */
public final class RecentChecks implements SignatureCheck {
    static final int MOST = 1_024;

    /** Everything by digest: what publishers send may be long. */
    private record Checked(
            String type,
            @Nullable String scheme,
            Sha256 key,
            String method,
            Sha256 signature,
            Sha256 payload) {}

    private final SignatureCheck check;
    private final Set<Checked> held = Collections.synchronizedSet(newest());

    public RecentChecks(SignatureCheck check) {
        this.check = check;
    }

    @Override
    public boolean verifies(PublicKey key, Signature signature, Bytes payload) {
        Checked checked =
                new Checked(
                        key.type(),
                        key.scheme(),
                        key.value().sha256(),
                        signature.method(),
                        signature.value().sha256(),
                        payload.sha256());
        if (held.contains(checked)) {
            return true;
        }
        boolean verifies = check.verifies(key, signature, payload);
        if (verifies) {
            held.add(checked);
        }
        return verifies;
    }

    private static Set<Checked> newest() {
        return Collections.newSetFromMap(
                new LinkedHashMap<>() {
                    private static final long serialVersionUID = 1;

                    @Override
                    protected boolean removeEldestEntry(Map.Entry<Checked, Boolean> eldest) {
                        return size() > MOST;
                    }
                });
    }
}
