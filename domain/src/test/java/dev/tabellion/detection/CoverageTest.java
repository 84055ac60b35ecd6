package dev.tabellion.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.keyusage.RuleBook;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** That rules cover what they say, and tests prove it. */
class CoverageTest {
    /** After new tests of rules: run this test with {@code -Dproofs.write=true}. */
    private static final Path KEPT =
            Path.of("src/main/resources/dev/tabellion/detection/proofs.txt");

    @Test
    void what_is_kept_of_proofs_is_what_the_tests_are_marked_with() throws Exception {
        List<String> marked = marked().lines();
        if (Boolean.getBoolean("proofs.write")) {
            Files.createDirectories(Objects.requireNonNull(KEPT.getParent()));
            Files.write(KEPT, marked);
        }
        assertThat(Files.readAllLines(KEPT)).isEqualTo(marked);
    }

    @Test
    void every_rule_has_a_test_that_makes_it_speak_and_one_that_keeps_it_quiet() {
        Proofs proofs = Proofs.read();
        assertThat(RuleBook.ALL).allMatch(card -> proofs.of(card.name()).isWhole());
    }

    @Test
    void no_two_rules_have_one_name() {
        assertThat(RuleBook.ALL).extracting(RuleCard::name).doesNotHaveDuplicates();
    }

    @Test
    void no_rule_notices_what_nobody_can_do() {
        assertThat(coverage().mistaken()).isEmpty();
    }

    @Test
    void everything_that_somebody_inside_could_see_has_a_rule() {
        assertThat(coverage().empty()).isEmpty();
    }

    @Test
    void the_matrix_says_what_the_facts_say() {
        assertThat(square("C0×A1").mark()).isEqualTo(Mark.FIRST_USE);
        assertThat(square("C4×A1").mark()).isEqualTo(Mark.POSSIBLE);
        assertThat(square("C7×A2").mark()).isEqualTo(Mark.LIMITED);
        assertThat(square("C11×A13").mark()).isEqualTo(Mark.IMPOSSIBLE);
        assertThat(square("C13×A13").mark()).isEqualTo(Mark.POSSIBLE);
        assertThat(AttackMatrix.squares()).hasSize(16 * 13);
        assertThat(AttackMatrix.squares().values())
                .filteredOn(AttackMatrix.Square::outside)
                .allSatisfy(square -> assertThat(square.mark().isThreat()).isTrue());
    }

    private static Coverage coverage() {
        return new Coverage(RuleBook.ALL);
    }

    private static AttackMatrix.Square square(String cell) {
        int cross = cell.indexOf('×');
        return AttackMatrix.square(
                new AttackCell(
                        Capability.valueOf(cell.substring(0, cross)),
                        Attack.valueOf(cell.substring(cross + 1))));
    }

    private static Proofs marked() throws Exception {
        SortedMap<String, Proofs.OfRule> rules = new TreeMap<>();
        for (Class<?> test : tests()) {
            for (Method method : test.getDeclaredMethods()) {
                String name = test.getSimpleName() + "#" + method.getName();
                Speaks speaks = method.getAnnotation(Speaks.class);
                Quiet quiet = method.getAnnotation(Quiet.class);
                for (String rule : speaks == null ? new String[0] : speaks.value()) {
                    add(rules, rule, new Proofs.OfRule(List.of(name), List.of()));
                }
                for (String rule : quiet == null ? new String[0] : quiet.value()) {
                    add(rules, rule, new Proofs.OfRule(List.of(), List.of(name)));
                }
            }
        }
        return new Proofs(rules);
    }

    private static void add(
            SortedMap<String, Proofs.OfRule> rules, String rule, Proofs.OfRule added) {
        rules.merge(
                rule,
                added,
                (one, other) ->
                        new Proofs.OfRule(
                                joined(one.speaks(), other.speaks()),
                                joined(one.quiet(), other.quiet())));
    }

    private static List<String> joined(List<String> one, List<String> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
    }

    /** All test classes of this module. */
    private static List<Class<?>> tests() throws IOException, URISyntaxException {
        Path root = Path.of(CoverageTest.class.getResource("/dev/tabellion").toURI());
        List<Class<?>> tests = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root)) {
            files.map(file -> root.relativize(file).toString())
                    .filter(file -> file.endsWith("Test.class") && !file.contains("$"))
                    .map(file -> "dev/tabellion/" + file)
                    .map(file -> file.substring(0, file.length() - ".class".length()))
                    .map(file -> file.replace('/', '.'))
                    .sorted()
                    .forEach(name -> tests.add(load(name)));
        }
        return tests;
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, CoverageTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(
                    "a test class is there and cannot be loaded: " + name, e);
        }
    }
}
