package dev.tabellion.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.detection.rule.Rules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A rule counts once one test made it speak and another kept it quiet. */
class EveryRuleIsTestedTest {
    private static final List<Method> TESTS = tests();

    @Test
    void every_rule_has_a_test_that_makes_it_speak() {
        assertThat(marked(Speaks.class, Speaks::value)).containsAll(rules());
    }

    @Test
    void every_rule_has_a_test_that_keeps_it_quiet() {
        assertThat(marked(Quiet.class, Quiet::value)).containsAll(rules());
    }

    @Test
    void no_test_is_of_a_rule_that_is_not_there() {
        assertThat(rules())
                .containsAll(marked(Speaks.class, Speaks::value))
                .containsAll(marked(Quiet.class, Quiet::value));
    }

    @Test
    void no_test_plays_an_attack_that_its_rules_do_not_claim() {
        for (Method test : TESTS) {
            Speaks speaks = test.getAnnotation(Speaks.class);
            if (speaks != null) {
                assertThat(cellsOf(speaks.value()))
                        .as(test.getName())
                        .containsAll(Arrays.asList(speaks.cells()));
            }
        }
    }

    @Test
    void no_two_rules_have_one_name() {
        assertThat(Rules.ALL).extracting(rule -> rule.card().name()).doesNotHaveDuplicates();
    }

    private static Set<String> rules() {
        return Rules.ALL.stream()
                .map(rule -> rule.card().name().text())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> cellsOf(String[] rules) {
        return Rules.ALL.stream()
                .map(DetectionRule::card)
                .filter(card -> Arrays.asList(rules).contains(card.name().text()))
                .flatMap(card -> card.cells().stream())
                .map(AttackCell::toString)
                .collect(Collectors.toSet());
    }

    private static <A extends java.lang.annotation.Annotation> Set<String> marked(
            Class<A> mark, Function<A, String[]> rules) {
        return TESTS.stream()
                .map(test -> test.getAnnotation(mark))
                .filter(java.util.Objects::nonNull)
                .flatMap(each -> Arrays.stream(rules.apply(each)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Of all classes beside this one. */
    private static List<Method> tests() {
        try {
            Path here = Path.of(EveryRuleIsTestedTest.class.getResource(".").toURI());
            try (Stream<Path> files = Files.list(here)) {
                return files.map(file -> file.getFileName().toString())
                        .filter(name -> name.endsWith("Test.class"))
                        .map(name -> load(name.substring(0, name.indexOf('.'))))
                        .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                        .filter(method -> method.isAnnotationPresent(Test.class))
                        .toList();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("could not list the tests of rules", e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the tests of rules are nowhere", e);
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(EveryRuleIsTestedTest.class.getPackageName() + "." + name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("a test was compiled and is not there: " + name, e);
        }
    }
}
