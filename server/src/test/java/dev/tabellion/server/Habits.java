package dev.tabellion.server;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMembers;
import static java.util.regex.Pattern.quote;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.properties.CanBeAnnotated;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;

/**
 * How code behaves wherever it lives, over one root package: ours, or the guilty mirror of it.
 *
 * @param root the package under which {@code bytes}, {@code command}, {@code server}… live
 */
record Habits(String root) {
    private static final Set<String> ONE_OWNER =
            Set.of(
                    "bytes.BytesBuilder",
                    "json.PlainJsonParser",
                    "json.PlainJsonScanner",
                    "detection.Moments",
                    "detection.Reading",
                    "detection.rule.Effort",
                    "dialect.UsualFile",
                    "inspection.CollectionHistory",
                    "inspection.DigestSet",
                    "inspection.RowSum",
                    "inspection.Showing",
                    "inspection.GrownTree",
                    "inspection.Inspection",
                    "projection.current.CurrentRebuild$Replay",
                    "projection.detection.AnnouncedChanges",
                    "projection.detection.KeptContents",
                    "projection.detection.KeptDossiers",
                    "projection.detection.StoredArchive",
                    "projection.inspection.InspectionRound",
                    "projection.inspection.Stumbles",
                    "server.cli.ToldFindings",
                    "server.eye.Look",
                    "server.imports.HeldRows",
                    "server.imports.NotaryDump",
                    "server.imports.dump.DumpLexer",
                    "server.imports.dump.DumpTables",
                    "server.imports.dump.DumpText",
                    "server.imports.dump.DumpValues$Run",
                    "server.imports.dump.Wholeness",
                    "server.inspection.Progress",
                    "signer.book.KeySearch",
                    "tlog.Frontier",
                    "tlog.TextLines",
                    "tlog.TileWriter");

    private static final String AXON = "org.axonframework.";
    private static final String GATEWAY = AXON + "commandhandling.gateway.CommandGateway";

    /**
     * House rule 4: a private key has one home; the identity of our own listener is the exception.
     */
    ArchRule only_the_signer_names_a_private_key() {
        return noClasses()
                .that()
                .resideOutsideOfPackages(in("signer"), in("server.tls"))
                .should()
                .dependOnClassesThat()
                .haveNameMatching(
                        "java\\.security\\.(PrivateKey|KeyStore|KeyPair)"
                                + "|java\\.security\\.interfaces\\..*PrivateKey");
    }

    /** House rule 5: what happened and what is asked for are plain values. */
    ArchRule events_and_commands_are_records() {
        return classes()
                .that(describe("are events or commands", this::isEventOrCommand))
                .should()
                .beRecords();
    }

    private boolean isEventOrCommand(JavaClass type) {
        return !type.isInterface()
                && type.getAllRawInterfaces().stream()
                        .filter(each -> each.getPackageName().startsWith(root + ".collection"))
                        .anyMatch(each -> each.getSimpleName().matches(".*(Event|Command)"));
    }

    /** House rule 6. {@code System.nanoTime} measures durations and tells no time: it is free. */
    ArchRule only_the_server_reads_clocks_and_draws_ids() {
        return noClasses()
                .that()
                .resideOutsideOfPackage(in("server"))
                .should()
                .callMethodWhere(describe("it reads a clock or draws an id", Habits::isWorldly))
                .because("everybody else is given a Clock, an instant or an id");
    }

    private static boolean isWorldly(JavaCall<?> call) {
        var method = call.getTarget().getName();
        return switch (call.getTargetOwner().getName()) {
            case "java.time.Clock" -> method.startsWith("system") || method.startsWith("tick");
            case "java.util.UUID" -> method.equals("randomUUID");
            case "java.lang.System" -> method.equals("currentTimeMillis");
            case String owner ->
                    owner.startsWith("java.time.")
                            && method.equals("now")
                            && call.getTarget().getRawParameterTypes().isEmpty();
        };
    }

    /** House rule 7, without its second half: no Lombok on the class path. */
    ArchRule names_say_what_a_thing_is() {
        return noClasses()
                .should()
                .haveNameMatching(
                        ".*(Utils?|Helper|Manager|Impl|Base|Dto|DTO|Service)"
                                + "|.*[.$]Abstract[^.$]*");
    }

    /**
     * House rule 8. A private volatile field publishes the newest of its values and is one word of
     * state; the aggregate shell is rebuilt by Axon, options are filled by picocli; and classes
     * whose state one thread, one caller or one lock owns are named one by one.
     */
    ArchRule fields_are_final() {
        return fields().that()
                .areDeclaredInClassesThat()
                .resideOutsideOfPackage(in("command.aggregate"))
                .and(not(annotatedBy("picocli\\..*")))
                .and(not(describe("private and volatile", Habits::isPublished)))
                .and(not(describe("of one owner", this::hasOneOwner)))
                .should()
                .beFinal();
    }

    private static boolean isPublished(JavaField field) {
        return field.getModifiers()
                .containsAll(Set.of(JavaModifier.PRIVATE, JavaModifier.VOLATILE));
    }

    private boolean hasOneOwner(JavaField field) {
        return field.getModifiers().contains(JavaModifier.PRIVATE)
                && ONE_OWNER.contains(field.getOwner().getName().substring(root.length() + 1));
    }

    /** House rule 8, second half: collaborators come through the constructor. */
    ArchRule nothing_is_injected_later() {
        return noMembers()
                .that(describe("are no constructors", m -> !m.getName().equals("<init>")))
                .should(
                        be(
                                annotatedBy(
                                        "org\\.springframework\\.beans\\.factory\\.annotation\\.(Autowired|Value)"
                                                + "|jakarta\\.(inject\\.Inject|annotation\\.Resource)")));
    }

    /** House rule 9. */
    ArchRule doors_lead_to_one_side() {
        return noClasses()
                .that(describe("are doors", Habits::isDoor))
                .should(be(describe("leading to the database", Habits::seesDatabase)))
                .orShould(be(describe("leading to both sides", this::seesBothSides)))
                .because("a door opens either to the command gateway or to a read model");
    }

    private static boolean isDoor(JavaClass type) {
        return type.isAssignableTo("jakarta.servlet.Filter")
                || type.isAssignableTo("jakarta.servlet.Servlet")
                || type.isMetaAnnotatedWith("org.springframework.stereotype.Controller");
    }

    private static boolean seesDatabase(JavaClass type) {
        return sees(type, "(java|javax)\\.sql\\..*|org\\.springframework\\.jdbc\\..*");
    }

    private boolean seesBothSides(JavaClass type) {
        return sees(type, quote(GATEWAY)) && sees(type, quote(root + ".projection.") + ".*");
    }

    private static boolean sees(JavaClass type, String names) {
        return type.getDirectDependenciesFromSelf().stream()
                .anyMatch(dependency -> dependency.getTargetClass().getName().matches(names));
    }

    /** House rule 10: Axon lives in the aggregate shell, the projections and the wiring. */
    ArchRule axon_keeps_to_its_rooms() {
        return noClasses()
                .that()
                .resideOutsideOfPackages(in("command.aggregate"), in("projection"), in("server"))
                .should()
                .dependOnClassesThat(
                        describe(
                                "Axon, the command gateway excepted within the write side",
                                type ->
                                        type.getName().startsWith(AXON)
                                                && !type.getName().equals(GATEWAY)));
    }

    /** Style 3: a package opens with one sentence and {@code @NullMarked}. */
    ArchRule packages_are_null_marked() {
        return classes()
                .should(
                        be(
                                describe(
                                        "in a null-marked package",
                                        type ->
                                                type.getPackage()
                                                        .isAnnotatedWith(
                                                                "org.jspecify.annotations.NullMarked"))));
    }

    private static <T extends CanBeAnnotated> DescribedPredicate<T> annotatedBy(String names) {
        return describe(
                "annotated with " + names,
                thing ->
                        thing.isAnnotatedWith(
                                describe(
                                        names,
                                        annotation ->
                                                annotation.getRawType().getName().matches(names))));
    }

    private String in(String name) {
        return root + "." + name + "..";
    }
}
