package dev.tabellion.server.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.collection.Gun;
import dev.tabellion.collection.SignerUnavailable;
import dev.tabellion.collection.TrustCommand;
import dev.tabellion.collection.Upload;
import dev.tabellion.command.Outcome;
import dev.tabellion.command.StoreUnavailable;
import dev.tabellion.pocket.PocketPublisher;
import dev.tabellion.server.command.WriteNode;
import dev.tabellion.signer.book.Verification;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.verify.Rejection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every step of a publication goes wrong, once lost and once kept though it looked lost; either
 * side, both or none is started again; then life goes on. Whatever the two books then do not agree
 * on was signed in the publication that broke, and is counted.
 */
class CrashedPublicationIT {
    private static final AtomicInteger NAMES = new AtomicInteger();

    @TempDir private static Path place;
    private static TwoBooks books;

    private enum Publication {
        FIRST,
        LATER
    }

    private enum Restart {
        NONE,
        SERVER,
        SIGNER,
        BOTH
    }

    /** What happens first after the crash. */
    private enum Next {
        RETRY,
        OTHER_CONTENT,
        RENEWAL,
        RACE
    }

    @BeforeAll
    static void prepare() {
        books = new TwoBooks(place);
    }

    @AfterAll
    static void close() {
        assertThat(books.book.verify()).isInstanceOf(Verification.Intact.class);
        assertThat(books.line.unsettled(0, 10)).isEmpty();
        BookAudit.of(books.journalAfter(0), books.record);
        books.close();
    }

    static Stream<Arguments> everything() {
        return Fault.all()
                .flatMap(
                        fault ->
                                Stream.of(
                                                with(fault, Publication.LATER, Restart.NONE),
                                                with(fault, Publication.LATER, Restart.BOTH),
                                                with(fault, Publication.FIRST, Restart.BOTH),
                                                alone(fault, Restart.SERVER),
                                                alone(fault, Restart.SIGNER))
                                        .flatMap(each -> each));
    }

    private static Stream<Arguments> with(Fault fault, Publication which, Restart restart) {
        return Arrays.stream(Next.values()).map(next -> Arguments.of(fault, which, restart, next));
    }

    private static Stream<Arguments> alone(Fault fault, Restart restart) {
        return Stream.of(Arguments.of(fault, Publication.LATER, restart, Next.RETRY));
    }

    @ParameterizedTest(name = "{0} of the {1} publication, restarted {2}, then {3}")
    @MethodSource("everything")
    void both_books_agree_again_or_say_why_not(
            Fault fault, Publication which, Restart restart, Next next) throws Exception {
        Gun gun = new Gun("example.com/crashed-" + NAMES.incrementAndGet());
        books.restartServer();
        long before = books.lastEntry();
        PocketPublisher publisher = books.publisher(gun);
        if (which == Publication.LATER) {
            assertThat(books.node.publish(gun, publisher.firstPublication()))
                    .isInstanceOf(Outcome.Done.class);
            books.node.settling.look();
        }
        List<Upload> broken =
                which == Publication.FIRST
                        ? publisher.firstPublication()
                        : publisher.addTarget("v2").publication();

        crash(fault, gun, broken);
        restart(restart);
        books.clock.pass(Duration.ofSeconds(5));
        goOn(next, fault, gun, broken, publisher);

        assertThat(books.node.publish(gun, publisher.addTarget("last").publication()))
                .isInstanceOf(Outcome.Done.class);
        books.node.settling.look();
        assertThat(books.line.unsettled(0, 10)).isEmpty();
        Orphans orphans = BookAudit.of(books.journalAfter(before), books.record, gun);
        explain(orphans, fault, which, next);
        assertThat(books.standing(gun).tip().orphans()).hasSize((int) orphans.counted());
    }

    private static void crash(Fault fault, Gun gun, List<Upload> upload) {
        Breaking breaking = Breaking.by(fault, books);
        Outcome outcome = published(books.node, gun, upload);
        if (fault.isAnswered()) {
            assertThat(outcome).isInstanceOf(Outcome.Done.class);
            books.node.settling.start();
            books.node.settling.close();
        } else {
            assertThat(outcome).isNull();
        }
        breaking.repair();
    }

    private static void restart(Restart restart) {
        switch (restart) {
            case NONE -> {}
            case SERVER -> books.restartServer();
            case SIGNER -> books.restartSigner();
            case BOTH -> {
                books.restartServer();
                books.restartSigner();
            }
        }
    }

    private static void goOn(
            Next next, Fault fault, Gun gun, List<Upload> broken, PocketPublisher publisher)
            throws Exception {
        List<Upload> other = otherContent(broken, publisher);
        switch (next) {
            case RETRY -> assertFirst(fault, published(books.node, gun, broken));
            case OTHER_CONTENT -> assertFirst(fault, published(books.node, gun, other));
            case RENEWAL -> {
                books.clock.pass(Duration.ofDays(8));
                books.node.execute(new TrustCommand.RenewServerRoles(gun), WriteNode.ALICE);
                assertFirst(fault, published(books.node, gun, broken));
            }
            case RACE -> {
                WriteNode second = books.newNode();
                var outcomes =
                        atOnce(
                                List.<Callable<Outcome>>of(
                                        () -> books.node.publish(gun, broken),
                                        () -> second.publish(gun, other)));
                assertThat(outcomes.stream().filter(Outcome.Done.class::isInstance))
                        .hasSize(fault.isCommitted() ? 0 : 1);
                outcomes.stream()
                        .filter(outcome -> !(outcome instanceof Outcome.Done))
                        .forEach(CrashedPublicationIT::assertLate);
            }
        }
    }

    /** Targets that say something else at the same version. */
    private static List<Upload> otherContent(List<Upload> upload, PocketPublisher publisher) {
        List<Upload> other = new ArrayList<>(upload);
        other.removeIf(each -> each.role().equals(RoleName.TARGETS));
        other.addAll(publisher.attack().equivocate(RoleName.TARGETS));
        return other;
    }

    private static void assertFirst(Fault fault, @Nullable Outcome outcome) {
        if (fault.isCommitted()) {
            assertLate(outcome);
        } else {
            assertThat(outcome).isInstanceOf(Outcome.Done.class);
        }
    }

    /** Somebody else's publication came first, which clients are told as VERSION. */
    private static void assertLate(@Nullable Outcome outcome) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused ->
                                assertThat(refused.why())
                                        .isInstanceOfAny(
                                                Rejection.AlreadyPublished.class,
                                                Rejection.Equivocation.class,
                                                Rejection.Overtaken.class));
    }

    private static void explain(Orphans orphans, Fault fault, Publication which, Next next) {
        List<String> journalled = fault.journalled().stream().map(RoleName::value).toList();
        if (fault.isCommitted() || next == Next.RETRY) {
            assertThat(orphans.roles()).isEmpty();
        } else if (next == Next.RACE) {
            assertThat(orphans.all()).hasSizeLessThanOrEqualTo(journalled.size() + 8);
        } else if (next == Next.RENEWAL && which == Publication.FIRST) {
            assertThat(orphans.roles()).isSubsetOf(journalled); // nothing was there to be renewed
        } else {
            assertThat(orphans.roles()).isEqualTo(journalled);
        }
    }

    private static @Nullable Outcome published(WriteNode node, Gun gun, List<Upload> upload) {
        try {
            return node.publish(gun, upload);
        } catch (SignerUnavailable | StoreUnavailable e) {
            return null;
        }
    }

    private static <T> List<T> atOnce(List<Callable<T>> work) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<T> answers = new ArrayList<>();
            for (Future<T> each : threads.invokeAll(work)) {
                answers.add(each.get());
            }
            return answers;
        }
    }
}
