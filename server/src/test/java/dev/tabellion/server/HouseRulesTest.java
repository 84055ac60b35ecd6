package dev.tabellion.server;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The whole program keeps the house rules. */
class HouseRulesTest {
    private static final String ROOT = "dev.tabellion";
    private static final FloorPlan PLAN = new FloorPlan(ROOT);
    private static final Habits HABITS = new Habits(ROOT);

    private static final JavaClasses HOUSE =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .withImportOption(location -> !location.contains("-tests.jar"))
                    .importPackages(ROOT);

    @Test
    void the_domain_stands_floor_upon_floor() {
        PLAN.the_domain_stands_floor_upon_floor().check(HOUSE);
    }

    @Test
    void packages_form_no_circles() {
        PLAN.packages_form_no_circles().check(HOUSE);
    }

    @Test
    void queries_know_no_command_no_signer_and_no_axon() {
        PLAN.queries_know_no_command_no_signer_and_no_axon().check(HOUSE);
    }

    @Test
    void modules_point_one_way() {
        PLAN.modules_point_one_way().check(HOUSE);
    }

    @Test
    void only_the_signer_names_a_private_key() {
        HABITS.only_the_signer_names_a_private_key().check(HOUSE);
    }

    @Test
    void events_and_commands_are_records() {
        HABITS.events_and_commands_are_records().check(HOUSE);
    }

    @Test
    void only_the_server_reads_clocks_and_draws_ids() {
        HABITS.only_the_server_reads_clocks_and_draws_ids().check(HOUSE);
    }

    @Test
    void names_say_what_a_thing_is() {
        HABITS.names_say_what_a_thing_is().check(HOUSE);
    }

    @Test
    void fields_are_final() {
        HABITS.fields_are_final().check(HOUSE);
    }

    @Test
    void nothing_is_injected_later() {
        HABITS.nothing_is_injected_later().check(HOUSE);
    }

    @Test
    void doors_lead_to_one_side() {
        HABITS.doors_lead_to_one_side().check(HOUSE);
    }

    @Test
    void axon_keeps_to_its_rooms() {
        HABITS.axon_keeps_to_its_rooms().check(HOUSE);
    }

    @Test
    void packages_are_null_marked() {
        HABITS.packages_are_null_marked().check(HOUSE);
    }

    @Test
    void lombok_is_not_on_the_class_path() {
        assertThatThrownBy(() -> Class.forName("lombok.Lombok"))
                .isInstanceOf(ClassNotFoundException.class);
    }
}
