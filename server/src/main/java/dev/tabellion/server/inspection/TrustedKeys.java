package dev.tabellion.server.inspection;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.inspection.Notes;
import dev.tabellion.tlog.MalformedLogData;
import dev.tabellion.tlog.Origin;
import dev.tabellion.tlog.VerifierKey;
import dev.tabellion.tlog.WitnessPolicy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The keys by which a log is judged, as somebody was handed them: never as the log tells.
 *
 * @param keys of one log, all under its name
 */
public record TrustedKeys(List<VerifierKey> keys, @Nullable WitnessPolicy policy) {
    public TrustedKeys {
        keys = List.copyOf(keys);
        if (keys.stream().map(VerifierKey::name).distinct().count() != 1) {
            throw new IllegalArgumentException("keys of one log have one name");
        }
    }

    /**
     * @param vkeys one a line or an option
     * @param policy the file's bytes
     * @throws MalformedLogData if one is none
     * @throws IllegalArgumentException if they are not of one log
     */
    public static TrustedKeys of(List<String> vkeys, @Nullable Bytes policy)
            throws MalformedLogData {
        List<VerifierKey> keys = new ArrayList<>();
        for (String vkey : vkeys) {
            keys.add(VerifierKey.parse(vkey.strip()));
        }
        WitnessPolicy read = policy == null ? null : WitnessPolicy.parse(policy);
        if (read != null) {
            read.logs().stream().map(WitnessPolicy.Log::key).forEach(keys::add);
        }
        return new TrustedKeys(keys, read);
    }

    public Origin origin() {
        return new Origin(keys.getFirst().name().text());
    }

    Notes notes() {
        return new Notes(origin(), keys, policy);
    }
}
