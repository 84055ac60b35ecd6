package dev.tabellion.server;

import static java.util.regex.Pattern.quote;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Each house rule, held against a house with one guilty class per rule, names it and no other. */
class HouseRulesBiteTest {
    private static final String ROOT = "dev.tabellion.guilty";
    private static final FloorPlan PLAN = new FloorPlan(ROOT);
    private static final Habits HABITS = new Habits(ROOT);
    private static final JavaClasses HOUSE = new ClassFileImporter().importPackages(ROOT);

    /** A report begins with the member or class at fault; a circle names each class in it. */
    private static final Pattern NAMED =
            Pattern.compile(
                    "(?:Class|Interface|Method|Field|Slice|Member)[^<]*<"
                            + quote(ROOT)
                            + "\\.([a-z.]+\\.[A-Z]\\w*)");

    @Test
    void the_domain_stands_floor_upon_floor() {
        assertNames(
                PLAN.the_domain_stands_floor_upon_floor(),
                "bytes.ReachesForTheFloorAbove",
                "tlog.KnowsWhatALeafMeans",
                "tuf.KnowsSpring");
    }

    @Test
    void packages_form_no_circles() {
        assertNames(PLAN.packages_form_no_circles(), "circle.left.Hen", "circle.right.Egg");
    }

    @Test
    void queries_know_no_command_no_signer_and_no_axon() {
        assertNames(PLAN.queries_know_no_command_no_signer_and_no_axon(), "query.AsksTheWriteSide");
    }

    @Test
    void modules_point_one_way() {
        assertNames(PLAN.modules_point_one_way(), "projection.AsksTheSigner");
    }

    @Test
    void only_the_signer_names_a_private_key() {
        assertNames(HABITS.only_the_signer_names_a_private_key(), "command.HoldsAKey");
    }

    @Test
    void events_and_commands_are_records() {
        assertNames(HABITS.events_and_commands_are_records(), "collection.NotARecord");
    }

    @Test
    void only_the_server_reads_clocks_and_draws_ids() {
        assertNames(
                HABITS.only_the_server_reads_clocks_and_draws_ids(), "projection.ReadsTheClock");
    }

    @Test
    void names_say_what_a_thing_is() {
        assertNames(HABITS.names_say_what_a_thing_is(), "tuf.KeyHelper");
    }

    @Test
    void fields_are_final() {
        assertNames(HABITS.fields_are_final(), "query.ChangesItsMind");
    }

    @Test
    void nothing_is_injected_later() {
        assertNames(HABITS.nothing_is_injected_later(), "server.FilledLater");
    }

    @Test
    void doors_lead_to_one_side() {
        assertNames(HABITS.doors_lead_to_one_side(), "server.OpensTheDatabase", "server.TwoFaced");
    }

    @Test
    void axon_keeps_to_its_rooms() {
        assertNames(HABITS.axon_keeps_to_its_rooms(), "command.SpeaksAxon");
    }

    @Test
    void packages_are_null_marked() {
        assertNames(HABITS.packages_are_null_marked(), "unmarked.SaysNothingOfNulls");
    }

    private static void assertNames(ArchRule rule, String... guilty) {
        var named = new TreeSet<String>();
        for (var line : rule.evaluate(HOUSE).getFailureReport().getDetails()) {
            NAMED.matcher(line).results().forEach(match -> named.add(match.group(1)));
        }
        assertThat(named).containsExactly(guilty);
    }
}
