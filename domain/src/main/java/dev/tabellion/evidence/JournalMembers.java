package dev.tabellion.evidence;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.CollectionEvent.SignatureProduced;
import dev.tabellion.collection.PlainJsonReader;
import dev.tabellion.inspection.Fault;
import dev.tabellion.inspection.Finding;
import dev.tabellion.inspection.Spot;
import java.util.Base64;
import java.util.Collection;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The entries of the signer's journal in a file: each what it says it is, chained with the one
 * before it where that is there, and what the log tells of it. Nobody but the signer can tell
 * whether it wrote them: their seals are under a key of its own.
 */
final class JournalMembers {
    private final Container members;
    private final Consumer<Finding> findings;

    JournalMembers(Container members, Consumer<Finding> findings) {
        this.members = members;
        this.findings = findings;
    }

    /**
     * @param logged what proven entries tell of signatures
     */
    void check(long number, Collection<Logged> logged) {
        MemberName name = MemberName.journal(number);
        String problem;
        try {
            problem = problem(number, logged);
        } catch (IllegalStateException | IllegalArgumentException e) {
            problem = "no entry of a journal: " + e.getMessage();
        }
        if (problem != null) {
            findings.accept(
                    new Finding(
                            Fault.JOURNAL_ENTRY_DIFFERS, Spot.member(name.text()), null, problem));
        }
    }

    /** What a collection's entry tells of a signature. */
    record Logged(String collection, SignatureProduced event) {}

    private @Nullable String problem(long number, Collection<Logged> logged) {
        PlainJsonReader entry = read(number);
        if (entry == null || entry.number("seq") != number) {
            return "not the entry " + number;
        }
        Bytes before = number > 1 ? members.read(MemberName.journal(number - 1)) : null;
        if (before != null && !before.sha256().hex().equals(entry.text("previous"))) {
            return "does not name the entry before it";
        }
        for (Logged each : logged) {
            if (each.event().journalEntry() == number && !tellsOf(each, entry)) {
                return "not what the log says that it tells of";
            }
        }
        return null;
    }

    private @Nullable PlainJsonReader read(long number) {
        Bytes bytes = members.read(MemberName.journal(number));
        return bytes == null ? null : PlainJsonReader.of(bytes);
    }

    /** The log has the digest of the signature itself. */
    private static boolean tellsOf(Logged logged, PlainJsonReader entry) {
        SignatureProduced event = logged.event();
        PlainJsonReader told = entry.object("told");
        return entry.text("kind").equals("signed/1")
                && told.text("gun").equals(logged.collection())
                && told.text("role").equals(event.role().value())
                && told.number("version") == event.version().number()
                && told.text("payload").equals(event.payload().hex())
                && told.objects("signatures", each -> isIt(each, event)).contains(true);
    }

    private static boolean isIt(PlainJsonReader signature, SignatureProduced event) {
        return signature.text("key").equals(event.key().value())
                && Bytes.of(Base64.getDecoder().decode(signature.text("value")))
                        .sha256()
                        .equals(event.signature());
    }
}
