package dev.tabellion.signer;

import dev.tabellion.collection.KeyAlgorithm;
import dev.tabellion.collection.KeyPlace;
import dev.tabellion.collection.ManagedKey;
import dev.tabellion.collection.PublishedTimestamp;
import dev.tabellion.collection.RoleSigner;
import dev.tabellion.collection.SignerUnavailable;
import dev.tabellion.collection.SigningAnswer;
import dev.tabellion.collection.SigningRequest;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.dialect.MalformedMetadata;
import dev.tabellion.signer.vault.Keyring;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.PublicKey;
import dev.tabellion.tuf.Signature;
import dev.tabellion.tuf.Signed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Signs with the vault's keys, each at its own place only, and only what reads as a document of the
 * place's role. Does not yet weigh the evidence, nor keep high-water marks.
 */
public final class VaultRoleSigner implements RoleSigner {
    private static final Logger LOG = LoggerFactory.getLogger(VaultRoleSigner.class);
    private static final Dialect DIALECT = Dialect.NOTARY_V1;

    private final Keyring keys;
    private final JournalNumbers journal;

    public VaultRoleSigner(Keyring keys, DataSource signerDataSource) {
        this.keys = keys;
        this.journal = new JournalNumbers(signerDataSource);
    }

    @Override
    public ManagedKey create(KeyPlace place, KeyAlgorithm algorithm) {
        ManagedKey key = keys.generate(place, algorithm);
        LOG.atInfo()
                .addKeyValue("gun", place.gun())
                .addKeyValue("role", place.role())
                .addKeyValue("key", key.id())
                .log("key-made");
        return key;
    }

    @Override
    public SigningAnswer sign(SigningRequest request) {
        SigningAnswer.Refused refusal = refusalOf(request);
        if (refusal != null) {
            LOG.atWarn()
                    .addKeyValue("gun", request.place().gun())
                    .addKeyValue("role", request.place().role())
                    .addKeyValue("rule", refusal.rule())
                    .log("signature-refused");
            return refusal;
        }
        return signatures(request);
    }

    @Override
    public @Nullable KeyPlace placeOf(PublicKey key) {
        return keys.placeOf(key);
    }

    private SigningAnswer signatures(SigningRequest request) {
        List<Signature> signatures = new ArrayList<>();
        for (KeyId key : request.keys()) {
            signatures.add(keys.sign(key, request.payload()));
        }
        return new SigningAnswer.Produced(request.payload(), signatures, nextEntry());
    }

    private SigningAnswer.@Nullable Refused refusalOf(SigningRequest request) {
        for (KeyId key : request.keys()) {
            KeyPlace place = keys.placeOf(key);
            if (!request.place().equals(place)) {
                return refused("key-misplaced", Map.of("key", key.value()));
            }
        }
        return notADocument(request);
    }

    /** The payload must be, byte for byte, the canonical form of a document of the role. */
    private SigningAnswer.@Nullable Refused notADocument(SigningRequest request) {
        try {
            Signed<?> read =
                    DIALECT.read(
                            request.place().role(), DIALECT.fileOf(request.payload(), List.of()));
            if (!read.payload().equals(request.payload())) {
                return notADocument("not canonical");
            }
            if (!read.metadata().version().equals(request.version())) {
                return notADocument("version " + read.metadata().version() + " was not asked for");
            }
            return null;
        } catch (MalformedMetadata e) {
            return notADocument(String.valueOf(e.getMessage()));
        }
    }

    private SigningAnswer.Refused notADocument(String problem) {
        return refused("not-a-document", Map.of("problem", problem));
    }

    private SigningAnswer.Refused refused(String rule, Map<String, String> facts) {
        return new SigningAnswer.Refused(rule, new TreeMap<>(facts), nextEntry());
    }

    @Override
    public void published(List<PublishedTimestamp> timestamps) {
        // nothing is remembered yet that this could settle
    }

    @Override
    public List<PublishedTimestamp> unsettled(int limit) {
        return List.of();
    }

    private long nextEntry() {
        try {
            return journal.next();
        } catch (DataAccessException e) {
            throw new SignerUnavailable("numbering a signature", e);
        }
    }
}
