package dev.tabellion.server;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import java.util.List;
import java.util.stream.Stream;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.security.auth.x500.X500Principal;

/**
 * Which way things point, over one root package: ours, or the guilty mirror of it in which each
 * rule is seen to bite.
 *
 * @param root the package under which {@code bytes}, {@code command}, {@code server}… live
 */
record FloorPlan(String root) {
    /** What every floor of the domain may use, the JDK's two ways to name a subject included. */
    private static final DescribedPredicate<JavaClass> FOUNDATIONS =
            resideInAnyPackage(
                            "java..",
                            "tools.jackson..",
                            "com.fasterxml.jackson.annotation..",
                            "org.jspecify..")
                    .or(type(X500Principal.class))
                    .or(type(LdapName.class))
                    .or(type(Rdn.class));

    /** House rule 1. */
    ArchRule the_domain_stands_floor_upon_floor() {
        return CompositeArchRule.of(
                List.of(
                        floor("background"),
                        floor("bytes"),
                        floor("tlog", "bytes"),
                        floor("tuf", "bytes"),
                        floor("verify", "tuf", "bytes"),
                        floor("json", "tuf", "bytes"),
                        floor("dialect", "json", "tuf", "bytes"),
                        floor("collection", "verify", "dialect", "json", "tuf", "bytes"),
                        floor("notary", "collection", "verify", "tuf", "bytes"),
                        floor("signing", "collection", "tuf", "bytes"),
                        floor("api", "collection", "json", "bytes"),
                        floor("difference", "tuf", "bytes"),
                        floor("detection", "collection", "verify", "dialect", "tuf", "bytes"),
                        floor("forensics", "detection", "collection", "tuf", "bytes"),
                        floor(
                                "keyusage",
                                "detection",
                                "signing",
                                "collection",
                                "json",
                                "tuf",
                                "bytes"),
                        floor("incident", "detection", "collection", "tuf", "bytes"),
                        floor(
                                "inspection",
                                "tlog",
                                "collection",
                                "verify",
                                "dialect",
                                "json",
                                "tuf",
                                "bytes"),
                        floor(
                                "evidence",
                                "inspection",
                                "detection",
                                "tlog",
                                "collection",
                                "json",
                                "tuf",
                                "bytes")));
    }

    private ArchRule floor(String name, String... below) {
        var rooms = Stream.concat(Stream.of(name), Stream.of(below)).map(this::in);
        return classes()
                .that()
                .resideInAPackage(in(name))
                .should()
                .onlyDependOnClassesThat(
                        FOUNDATIONS.or(resideInAnyPackage(rooms.toArray(String[]::new))))
                .because("the domain uses the JDK, Jackson, JSpecify and the floors below");
    }

    /** House rule 2. */
    ArchRule packages_form_no_circles() {
        return slices().matching(root + ".(**)").should().beFreeOfCycles();
    }

    /** House rule 3: the read side meets the write side in events only. */
    ArchRule queries_know_no_command_no_signer_and_no_axon() {
        return noClasses()
                .that()
                .resideInAPackage(in("query"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(in("command"), in("signer"), "org.axonframework..");
    }

    /**
     * Design 3: domain ← signer, command-api, projections; projections ← query-api; all ← server.
     */
    ArchRule modules_point_one_way() {
        return CompositeArchRule.of(
                List.of(
                        never("signer", "command", "projection", "query", "server"),
                        never("command", "signer", "projection", "query", "server"),
                        never("projection", "signer", "command", "query", "server"),
                        never("query", "server")));
    }

    private ArchRule never(String from, String... to) {
        return noClasses()
                .that()
                .resideInAPackage(in(from))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(Stream.of(to).map(this::in).toArray(String[]::new));
    }

    private String in(String name) {
        return root + "." + name + "..";
    }
}
