package dev.tabellion.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.detection.Coverage;
import dev.tabellion.detection.DetectionRule;
import dev.tabellion.detection.Proofs;
import dev.tabellion.detection.rule.Rules;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CoverageJsonTest {
    @Test
    void every_square_is_told_with_its_rules_and_every_rule_with_its_proof() {
        var cards = Rules.ALL.stream().map(DetectionRule::card).toList();
        JsonNode told =
                JsonMapper.shared()
                        .readTree(new CoverageJson(new Coverage(cards), Proofs.read()).text());
        assertThat(told.at("/squares")).hasSize(16 * 13);
        assertThat(told.at("/rules")).hasSize(cards.size());
        for (JsonNode rule : told.at("/rules")) {
            assertThat(rule.at("/speaks")).as("what makes %s speak", rule.at("/name")).isNotEmpty();
            assertThat(rule.at("/quiet")).as("what keeps %s quiet", rule.at("/name")).isNotEmpty();
        }
    }
}
