package dev.tabellion.signer;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.SigningAnswer;
import dev.tabellion.collection.SigningRequest;
import dev.tabellion.signer.book.Book;
import dev.tabellion.signer.book.Entry;
import dev.tabellion.signer.book.Page;
import dev.tabellion.signer.policy.Judgement;
import dev.tabellion.signer.policy.SigningPolicy;
import dev.tabellion.signer.policy.Standing;
import dev.tabellion.tuf.Signature;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers who asks for documents to be signed: judged first, in the journal before anything leaves.
 * Never signs for a request what its like would not get.
 */
final class DocumentSigning {
    private static final Logger LOG = LoggerFactory.getLogger(DocumentSigning.class);

    private final BornKeys keys;
    private final Book book;
    private final SigningPolicy policy;
    private final Clock clock;

    DocumentSigning(BornKeys keys, Book book, SigningPolicy policy, Clock clock) {
        this.keys = keys;
        this.book = book;
        this.policy = policy;
        this.clock = clock;
    }

    /** Refusals are written down after the turn, which somebody else may be waiting for. */
    SigningAnswer sign(Peer peer, SigningRequest request) {
        return book.turn(
                        request.place().gun(),
                        page -> {
                            Instant now = clock.instant();
                            Standing standing = page.standing(request.place().life());
                            return answer(
                                    peer,
                                    page,
                                    request,
                                    policy.judge(standing, request, page::signed, now),
                                    now);
                        })
                .get();
    }

    private Supplier<SigningAnswer> answer(
            Peer peer, Page page, SigningRequest request, Judgement judgement, Instant now) {
        return switch (judgement) {
            case Judgement.Justified justified -> {
                SigningAnswer answer = signed(peer, page, justified);
                yield () -> answer;
            }
            case Judgement.Repeat(var earlier) ->
                    () ->
                            new SigningAnswer.Produced(
                                    earlier.payload(),
                                    book.signatures(earlier.entry()),
                                    earlier.entry());
            case Judgement.Behind(var mark) ->
                    () ->
                            new SigningAnswer.Behind(
                                    mark,
                                    book.note(peer.name(), new Entry.Behind(request, mark, now)));
            case Judgement.Refused(var rule, var facts) ->
                    () -> refused(peer, request, rule, facts, now);
        };
    }

    private SigningAnswer signed(Peer peer, Page page, Judgement.Justified justified) {
        Entry.Signed document = sign(justified);
        Entry.Signed vouching = vouching(page, justified, document);
        // A crash here leaves nothing: the signatures were in this process's memory alone.
        List<Long> entries =
                page.write(
                        peer.name(),
                        vouching == null ? List.of(document) : List.of(document, vouching));
        // A crash here leaves entries, all of them, whose answer nobody got: asked again, it is
        // answered with each of them; otherwise they are an orphan, which the standing counts.
        SigningAnswer.Produced answer = produced(document, entries.getFirst());
        return vouching == null ? answer : answer.with(produced(vouching, entries.getLast()));
    }

    /**
     * The timestamp wanted along with a snapshot, judged as if it were asked for next. Null where
     * it is not justified: whoever asks for it by itself is told why, and the journal with them.
     */
    private Entry.@Nullable Signed vouching(
            Page page, Judgement.Justified justified, Entry.Signed snapshot) {
        Bytes file = justified.dialect().fileOf(snapshot.fact().payload(), snapshot.signatures());
        SigningRequest next = justified.request().vouchingFor(file, justified.dialect());
        if (next == null) {
            return null;
        }
        Standing after = page.standing(next.place().life()).evolve(snapshot.fact());
        return policy.judge(after, next, page::signed, justified.at())
                        instanceof Judgement.Justified also
                ? sign(also)
                : null;
    }

    private Entry.Signed sign(Judgement.Justified justified) {
        SigningRequest request = justified.request();
        List<Signature> signatures = new ArrayList<>();
        request.keys()
                .forEach(key -> signatures.add(keys.sign(key, request.place(), request.payload())));
        return new Entry.Signed(justified.signed(0, signatures), request.reason(), signatures);
    }

    private static SigningAnswer.Produced produced(Entry.Signed signed, long entry) {
        return new SigningAnswer.Produced(signed.fact().payload(), signed.signatures(), entry);
    }

    private SigningAnswer refused(
            Peer peer,
            SigningRequest request,
            String rule,
            SortedMap<String, String> facts,
            Instant now) {
        LOG.atWarn()
                .addKeyValue("gun", request.place().gun())
                .addKeyValue("role", request.place().role())
                .addKeyValue("rule", rule)
                .log("signature-refused");
        return new SigningAnswer.Refused(
                rule, facts, book.note(peer.name(), new Entry.Refused(request, rule, facts, now)));
    }
}
