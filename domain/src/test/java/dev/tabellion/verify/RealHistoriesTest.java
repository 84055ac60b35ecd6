package dev.tabellion.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.dialect.MalformedMetadata;
import dev.tabellion.fixtures.RealHistory;
import dev.tabellion.pocket.PocketClient;
import dev.tabellion.tuf.Delegation;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.PublicKey;
import dev.tabellion.tuf.RoleKeys;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Root;
import dev.tabellion.tuf.Signature;
import dev.tabellion.tuf.Signed;
import dev.tabellion.tuf.Snapshot;
import dev.tabellion.tuf.Targets;
import dev.tabellion.tuf.Timestamp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What happened in real repositories is accepted, but for what was really amiss in them. */
class RealHistoriesTest {
    private final SignatureCheck check = new RecentChecks(new JdkSignatureCheck());

    /**
     * What a client that followed from the first root on says to states by their number. These are
     * the commits of a working branch, of which real clients saw those that were deployed.
     */
    static Stream<Arguments> whatWasAmiss() {
        List<String> sigstore =
                List.of(
                        // the files that were carried over were written anew, their digests not
                        "1 digest-mismatch snapshot",
                        "2 digest-mismatch snapshot",
                        // root 10, its revert and root 10 again: another key for timestamps, and
                        // none signed by it before state 6
                        "3 below-threshold timestamp",
                        "4 below-threshold timestamp",
                        "5 below-threshold timestamp",
                        // likewise root 12, until state 62 two minutes later
                        "61 below-threshold timestamp");
        // roots 5 and 6 were taken back after this client had followed them, and published anew
        // with other keys: it is cut off until root 7, which the old keys signed as well
        Stream<String> withdrawn =
                IntStream.rangeClosed(2, 22)
                        .filter(state -> state != 4)
                        .mapToObj(state -> state + " below-threshold timestamp");
        List<String> staging =
                Stream.of(
                                Stream.of("1 digest-mismatch snapshot"),
                                withdrawn,
                                // root 9 came half a minute before a timestamp by its key
                                Stream.of("59 below-threshold timestamp"))
                        .flatMap(each -> each)
                        .toList();
        return Stream.of(
                Arguments.of(RealHistory.SIGSTORE, sigstore),
                Arguments.of(RealHistory.SIGSTORE_STAGING, staging),
                Arguments.of(RealHistory.DOCKER, List.of()));
    }

    @ParameterizedTest
    @MethodSource("whatWasAmiss")
    void a_client_that_begins_with_the_first_root_accepts_every_state(
            RealHistory history, List<String> amiss) {
        PocketClient client = new PocketClient();
        List<String> refused = new ArrayList<>();
        int number = 0;
        for (RealHistory.State state : history.states()) {
            client.shown(state.files());
            number++;
            for (Rejection why : client.refresh(state.time())) {
                refused.add(
                        "%d %s %s"
                                .formatted(
                                        number,
                                        RejectionFacts.ruleOf(why),
                                        RejectionFacts.factsOf(why).get("role")));
            }
        }
        assertThat(refused).containsExactlyElementsOf(amiss);
    }

    /** The numbers of documents and of their signatures, placeholders not counted. */
    static Stream<Arguments> signatures() {
        return Stream.of(
                Arguments.of(RealHistory.SIGSTORE, 593, 710),
                Arguments.of(RealHistory.SIGSTORE_STAGING, 773, 820),
                Arguments.of(RealHistory.DOCKER, 167, 202));
    }

    @ParameterizedTest
    @MethodSource("signatures")
    void every_document_is_read_and_every_signature_verifies(
            RealHistory history, int documents, int signatures) throws MalformedMetadata {
        Map<KeyId, Set<PublicKey>> keys = new HashMap<>();
        List<Signed<?>> files = new ArrayList<>();
        for (RealHistory.State state : history.states()) {
            for (Map.Entry<String, Bytes> each : state.files().entrySet()) {
                Signed<?> file = Dialect.TUF_1_0.read(roleOf(each.getKey()), each.getValue());
                assertThat(file.raw()).isEqualTo(each.getValue());
                files.add(file);
                roles(file).forEach(role -> learn(role, keys));
            }
        }
        assertThat(files).hasSize(documents);
        assertThat(files.stream().mapToInt(file -> file.signatures().size()).sum())
                .isEqualTo(signatures);
        assertThat(files).allSatisfy(file -> assertThat(unverified(file, keys)).isEmpty());
    }

    private List<KeyId> unverified(Signed<?> file, Map<KeyId, Set<PublicKey>> keys) {
        return file.signatures().stream()
                .filter(signature -> !verifies(file, signature, keys))
                .map(Signature::keyId)
                // a delegation's key from before the history begins: named by no document in it
                .filter(id -> !id.value().startsWith("a89d235e"))
                .toList();
    }

    private boolean verifies(Signed<?> file, Signature signature, Map<KeyId, Set<PublicKey>> keys) {
        return keys.getOrDefault(signature.keyId(), Set.of()).stream()
                .anyMatch(key -> check.verifies(key, signature, file.payload()));
    }

    private static void learn(RoleKeys role, Map<KeyId, Set<PublicKey>> keys) {
        role.keys().forEach((id, key) -> keys.computeIfAbsent(id, _ -> new HashSet<>()).add(key));
    }

    private static RoleName roleOf(String file) {
        return new RoleName(file.replaceFirst("^\\d+\\.", "").replaceFirst("\\.json$", ""));
    }

    private static List<RoleKeys> roles(Signed<?> file) {
        return switch (file.metadata()) {
            case Root root -> List.copyOf(root.roles().values());
            case Targets targets -> targets.delegations().stream().map(Delegation::keys).toList();
            case Snapshot _, Timestamp _ -> List.of();
        };
    }
}
