package dev.tabellion.evidence;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.CollectionEvent.SignatureProduced;
import dev.tabellion.detection.Exhibit;
import dev.tabellion.inspection.Fault;
import dev.tabellion.inspection.Finding;
import dev.tabellion.inspection.Spot;
import dev.tabellion.json.PlainJsonReader;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The entries of the signer's journal in a file: each what it says it is, named by the report, and
 * chained with the one before it where that is there. That log and journal disagree is what some
 * findings prove, and no fault of their file. Nobody but the signer can tell whether it wrote them:
 * their seals are under a key of its own.
 */
final class JournalMembers {
    private final Container members;
    private final Set<Exhibit> named;
    private final Collection<Logged> logged;
    private final Consumer<Finding> findings;

    /**
     * @param named what the report stands on
     * @param logged what proven entries tell of signatures
     */
    JournalMembers(
            Container members,
            Set<Exhibit> named,
            Collection<Logged> logged,
            Consumer<Finding> findings) {
        this.members = members;
        this.named = named;
        this.logged = logged;
        this.findings = findings;
    }

    JournalExtent check(List<Long> numbers) {
        long vouched = 0;
        long contradicted = 0;
        for (long number : numbers) {
            List<Boolean> told = check(number);
            vouched += told.contains(true) ? 1 : 0;
            contradicted += told.contains(false) ? 1 : 0;
        }
        return new JournalExtent(numbers.size(), vouched, contradicted);
    }

    /** Of each signature that the log says this entry tells of, whether it does. */
    private List<Boolean> check(long number) {
        if (!named.contains(new Exhibit.JournalEntry(number))) {
            tell(Fault.MEMBER_UNNAMED, number, null);
        }
        try {
            PlainJsonReader entry = read(number);
            String problem = problem(number, entry);
            if (entry != null && problem == null) {
                return logged.stream()
                        .filter(each -> each.event().journalEntry() == number)
                        .map(each -> tellsOf(each, entry))
                        .toList();
            }
            tell(Fault.JOURNAL_ENTRY_DIFFERS, number, problem);
        } catch (IllegalStateException | IllegalArgumentException e) {
            tell(Fault.JOURNAL_ENTRY_DIFFERS, number, "no entry of a journal: " + e.getMessage());
        }
        return List.of();
    }

    /** What a collection's entry tells of a signature. */
    record Logged(String collection, SignatureProduced event) {}

    private @Nullable String problem(long number, @Nullable PlainJsonReader entry) {
        if (entry == null || entry.number("seq") != number) {
            return "not the entry " + number;
        }
        Bytes before = number > 1 ? members.read(MemberName.journal(number - 1)) : null;
        return before != null && !before.sha256().hex().equals(entry.text("previous"))
                ? "does not name the entry before it"
                : null;
    }

    private @Nullable PlainJsonReader read(long number) {
        Bytes bytes = members.read(MemberName.journal(number));
        return bytes == null ? null : PlainJsonReader.of(bytes);
    }

    /** The log has the digest of the signature itself. */
    private static boolean tellsOf(Logged logged, PlainJsonReader entry) {
        SignatureProduced event = logged.event();
        if (!entry.text("kind").equals("signed/1")) {
            return false;
        }
        PlainJsonReader told = entry.object("told");
        return told.text("gun").equals(logged.collection())
                && told.text("role").equals(event.role().value())
                && told.number("version") == event.version().number()
                && told.text("payload").equals(event.payload().hex())
                && told.objects("signatures", each -> isIt(each, event)).contains(true);
    }

    private static boolean isIt(PlainJsonReader signature, SignatureProduced event) {
        return signature.text("key").equals(event.key().value())
                && isOf(signature.text("value"), event.signature());
    }

    /** In its one spelling: decoders differ in what else they take. */
    private static boolean isOf(String base64, Sha256 digest) {
        try {
            byte[] value = Base64.getDecoder().decode(base64);
            return Base64.getEncoder().encodeToString(value).equals(base64)
                    && Bytes.of(value).sha256().equals(digest);
        } catch (IllegalArgumentException e) {
            return false; // no base64
        }
    }

    private void tell(Fault fault, long number, @Nullable String problem) {
        findings.accept(
                new Finding(fault, Spot.member(MemberName.journal(number).text()), null, problem));
    }
}
