package dev.tabellion.server.crash;

import dev.tabellion.collection.RoleSigner;
import dev.tabellion.collection.SigningAnswer;
import dev.tabellion.collection.SigningRequest;
import dev.tabellion.server.command.BrittleDataSource.Cut;
import dev.tabellion.tuf.RoleName;
import java.util.ArrayDeque;
import java.util.Queue;

/** Brings one fault about. Whatever it breaks is whole again after {@link #repair}. */
final class Breaking {
    private final TwoBooks books;
    private final Fault fault;
    private final Queue<Runnable> late = new ArrayDeque<>();

    private Breaking(TwoBooks books, Fault fault) {
        this.books = books;
        this.fault = fault;
    }

    /** The next publication meets it. */
    static Breaking by(Fault fault, TwoBooks books) {
        Breaking breaking = new Breaking(books, fault);
        breaking.arm();
        return breaking;
    }

    /** What was under way arrives, and who died is started again. */
    void repair() {
        books.line.mend();
        late.forEach(Runnable::run);
        switch (fault.step()) {
            case SNAPSHOT_HEAD, TIMESTAMP_HEAD -> books.restartSigner();
            case SNAPSHOT_ANSWER, TIMESTAMP_ANSWER -> {
                if (fault.isKept()) {
                    books.restartServer();
                }
            }
            default -> {}
        }
    }

    private void arm() {
        switch (fault.step()) {
            case SERVER_COMMIT -> books.node.database.cutNext(cut());
            case TELLING ->
                    books.line.tellBy(
                            (signer, published) -> {
                                if (fault.isKept()) {
                                    signer.published(published);
                                }
                                throw BrittleLine.broken();
                            });
            case SNAPSHOT_REQUEST, TIMESTAMP_REQUEST -> breakAt(this::request);
            case SNAPSHOT_JOURNAL, TIMESTAMP_JOURNAL -> breakAt(this::journal);
            case SNAPSHOT_HEAD, TIMESTAMP_HEAD -> breakAt(this::head);
            case SNAPSHOT_ANSWER, TIMESTAMP_ANSWER -> breakAt(this::answer);
        }
    }

    /** A timestamp's own question is put where the snapshot's did not ask for it already. */
    private void breakAt(BrittleLine.Mishap mishap) {
        if (fault.step().role().equals(RoleName.TIMESTAMP)) {
            books.line.askOneByOne();
        }
        books.line.breakAt(fault.step().role(), mishap);
    }

    /** Kept, it arrives when the server has given up. */
    private SigningAnswer request(SigningRequest request, RoleSigner to) {
        if (fault.isKept()) {
            late.add(() -> to.sign(request));
        }
        throw BrittleLine.broken();
    }

    private SigningAnswer journal(SigningRequest request, RoleSigner to) {
        books.journalSessions.cutNext(cut());
        return to.sign(request);
    }

    /** Lost, the signer dies with the journal ahead of it; kept, right after it was written. */
    private SigningAnswer head(SigningRequest request, RoleSigner to) {
        if (fault.isKept()) {
            to.sign(request);
            throw BrittleLine.broken();
        }
        return books.withoutHead(() -> to.sign(request));
    }

    /** Kept, the server has it and dies. */
    private SigningAnswer answer(SigningRequest request, RoleSigner to) {
        to.sign(request);
        throw BrittleLine.broken();
    }

    private Cut cut() {
        return fault.isKept() ? Cut.AFTER_COMMIT : Cut.BEFORE_COMMIT;
    }
}
