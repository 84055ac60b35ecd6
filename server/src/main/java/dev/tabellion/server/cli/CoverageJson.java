package dev.tabellion.server.cli;

import dev.tabellion.detection.AttackCell;
import dev.tabellion.detection.AttackMatrix;
import dev.tabellion.detection.Coverage;
import dev.tabellion.detection.Proofs;
import dev.tabellion.detection.RuleCard;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** The coverage of the attack matrix, for programs. */
record CoverageJson(Coverage coverage, Proofs proofs) {

    String text() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put(
                "squares",
                AttackMatrix.squares().entrySet().stream()
                        .map(e -> square(e.getKey(), e.getValue()))
                        .toList());
        all.put("rules", coverage.rules().stream().map(this::rule).toList());
        all.put("empty", coverage.empty().stream().map(AttackCell::toString).toList());
        return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(all);
    }

    private Map<String, Object> square(AttackCell cell, AttackMatrix.Square square) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("capability", cell.capability().name());
        json.put("attack", cell.attack().name());
        json.put("mark", square.mark().name().toLowerCase(Locale.ROOT));
        json.put("limit", square.limit());
        json.put("outsideOnly", square.outside());
        json.put("rules", names(coverage.of(cell)));
        return json;
    }

    private Map<String, Object> rule(RuleCard card) {
        Proofs.OfRule proof = proofs.of(card.name());
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", card.name().text());
        json.put("severity", card.severity().text());
        json.put("playbook", card.playbook().name());
        json.put("inputs", card.inputs().stream().map(i -> String.valueOf(i.letter())).toList());
        json.put("cells", card.cells().stream().map(AttackCell::toString).toList());
        json.put("sentence", card.sentence());
        json.put("speaks", proof.speaks());
        json.put("quiet", proof.quiet());
        return json;
    }

    private static List<String> names(List<RuleCard> cards) {
        return cards.stream().map(card -> card.name().text()).toList();
    }
}
