package dev.tabellion.keyusage;

import static dev.tabellion.detection.Attack.A11;
import static dev.tabellion.detection.Attack.A12;
import static dev.tabellion.detection.Attack.A3;
import static dev.tabellion.detection.Capability.C10;
import static dev.tabellion.detection.Capability.C6;
import static dev.tabellion.detection.Capability.C7;
import static dev.tabellion.detection.Capability.C8;
import static dev.tabellion.detection.Capability.C9;

import dev.tabellion.detection.AttackCell;
import dev.tabellion.detection.Clue;
import dev.tabellion.detection.Exhibit;
import dev.tabellion.detection.Input;
import dev.tabellion.detection.Playbook;
import dev.tabellion.detection.RuleCard;
import dev.tabellion.detection.RuleName;
import dev.tabellion.detection.Severity;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Version;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A signature by a key of the signer's that its journal does not tell of, or tells otherwise: that
 * key is in other hands, or the journal is not what was written. No time is given: the signer
 * writes before it answers.
 */
public final class UnledgeredSignature implements ReconciliationRule {
    private static final RuleCard CARD =
            new RuleCard(
                    new RuleName("UNLEDGERED_SIGNATURE"),
                    Severity.CRITICAL,
                    Set.of(Input.PUBLIC, Input.RECORD, Input.JOURNAL, Input.WITNESSES),
                    Stream.of(
                                    AttackCell.of(List.of(C8, C9, C10), A11),
                                    AttackCell.of(List.of(C6, C7, C9), A3, A12))
                            .flatMap(List::stream)
                            .toList(),
                    Playbook.P2,
                    "A key of the signer's signed what its journal does not tell of.");

    UnledgeredSignature() {}

    @Override
    public RuleCard card() {
        return CARD;
    }

    /**
     * @param journalled what the journal tells of this key, version and payload, read to its end
     *     after the signature was met; null for nothing
     */
    public Optional<Clue> judge(
            ManagedSignature signature, Met met, @Nullable Journalled journalled) {
        String problem = journalled == null ? "absent" : difference(signature, met, journalled);
        return problem == null ? Optional.empty() : Optional.of(clue(signature, met, problem));
    }

    /** A document of the server's that was published, and no signature of any key was told of. */
    public Clue untold(RoleName role, Version version, Met.Published met) {
        return Clue.from(new Exhibit.File(met.file()), new Exhibit.Leaf(met.leaf()))
                .fact("role", role)
                .fact("version", version)
                .fact("journal", "no signature was told of")
                .fact("met", met.at());
    }

    private static @Nullable String difference(
            ManagedSignature signature, Met met, Journalled journalled) {
        if (!journalled.place().gun().equals(signature.gun())
                || !journalled.place().role().equals(signature.role())) {
            return "signed for %s of %s"
                    .formatted(journalled.place().role(), journalled.place().gun());
        }
        return met instanceof Met.Published(_, _, var file) && !journalled.file().equals(file)
                ? "signed as the file " + journalled.file()
                : null;
    }

    private static Clue clue(ManagedSignature signature, Met met, String problem) {
        Clue clue =
                Clue.from(
                                new Exhibit.Key(signature.key()),
                                new Exhibit.Payload(signature.payload()))
                        .fact("role", signature.role())
                        .fact("version", signature.version())
                        .fact("journal", problem)
                        .fact("met", met.at());
        return switch (met) {
            case Met.Recorded(var leaf, _, var entry) ->
                    clue.exhibit(new Exhibit.Leaf(leaf)).fact("entry", entry);
            case Met.Published(var leaf, _, var file) ->
                    clue.exhibit(new Exhibit.Leaf(leaf)).fact("file", file);
            case Met.Sighted(var leaf, _, var file, var seenAt) ->
                    (file == null ? clue : clue.fact("file", file))
                            .fact("seen", seenAt)
                            .fact("leaf", leaf);
        };
    }
}
