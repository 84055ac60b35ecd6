package dev.tabellion.signer.policy;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.signer.policy.Judgement.Behind;
import dev.tabellion.signer.policy.Judgement.Justified;
import dev.tabellion.signer.policy.Judgement.Refused;
import dev.tabellion.signer.policy.Judgement.Repeat;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Timestamp;
import dev.tabellion.tuf.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What must hold whatever the evidence says: the signer's own rules, in the order in which they are
 * asked.
 */
final class SigningRules {
    @FunctionalInterface
    private interface Rule {
        Optional<? extends Judgement> judge(SigningCase asked);
    }

    private final PolicySettings settings;
    private final Dialect dialect;
    private final SigningRate<KeyId> rate;
    private final List<Rule> rules;

    SigningRules(PolicySettings settings, Dialect dialect) {
        this.settings = settings;
        this.dialect = dialect;
        this.rate = new SigningRate<>(settings.burst(), settings.perSecond());
        this.rules =
                List.of(
                        this::clockDoesNotGoBack,
                        asked -> LifeRules.isNotOver(asked.standing(), asked.request().place()),
                        asked -> LifeRules.isNotSkipped(asked.standing(), asked.request().place()),
                        this::baseIsKnown,
                        this::versionIsTheNext,
                        SigningRules::isNotExpired,
                        this::expiresWithinPolicy,
                        this::orphansAreFew);
    }

    /** What can be said before the evidence is weighed, which costs more. */
    Optional<Judgement> before(SigningCase asked) {
        return rules.stream().<Judgement>flatMap(rule -> rule.judge(asked).stream()).findFirst();
    }

    /** What can only be said of what publishers want. */
    Judgement after(SigningCase asked, Justified justified) {
        return namesNoRetiredKey(asked, justified)
                .or(() -> keysAreNotUsedTooOften(asked))
                .<Judgement>map(refused -> refused)
                .orElse(justified);
    }

    private Optional<Refused> clockDoesNotGoBack(SigningCase asked) {
        Instant latest = asked.standing().latest();
        return latest != null && asked.now().plus(settings.clockSlack()).isBefore(latest)
                ? Optional.of(Refused.by("clock-backwards", "now", asked.now(), "latest", latest))
                : Optional.empty();
    }

    /**
     * What is published, or what was signed upon it and so may be. All else is a rollback; who went
     * back by restoring a backup is given what it had then, for the same content, and nothing else.
     */
    private Optional<Judgement> baseIsKnown(SigningCase asked) {
        return asked.standing().tip().knows(asked.request().base())
                ? Optional.empty()
                : Optional.of(
                        repeats(asked, asked.signedBefore())
                                .<Judgement>map(Repeat::new)
                                .orElseGet(() -> baseUnknown(asked)));
    }

    private static Refused baseUnknown(SigningCase asked) {
        Sha256 base = asked.request().base();
        Position settled = asked.standing().tip().settled();
        return Refused.by(
                "base-unknown",
                "base",
                base == null ? "nothing" : base,
                "settled",
                settled == null ? "nothing" : settled.timestamp().digest());
    }

    private Optional<Judgement> versionIsTheNext(SigningCase asked) {
        int mark = asked.mark(settings.skipAfterRestore());
        int version = asked.request().version().number();
        if (version > settings.publishers().highestVersion()) {
            return Optional.of(
                    Refused.by(
                            "version-too-high",
                            "offered",
                            version,
                            "highest",
                            settings.publishers().highestVersion()));
        }
        if (version - 1 > mark) {
            return Optional.of(Refused.by("version-skipped", "mark", mark, "offered", version));
        }
        return version > mark
                ? Optional.empty()
                : Optional.of(
                        repeats(asked, asked.signedBefore())
                                .filter(_ -> !asked.standing().skipping().contains(asked.role()))
                                .<Judgement>map(Repeat::new)
                                .orElseGet(() -> new Behind(new Version(mark))));
    }

    /**
     * The same upon the same base was signed, by the same keys, and its answer got lost; perhaps
     * not as the last, where others tried other content in between.
     */
    private Optional<LastSigned> repeats(SigningCase asked, @Nullable LastSigned earlier) {
        return Optional.ofNullable(earlier)
                .filter(last -> last.answers(asked.request()))
                .filter(last -> last.expires().isAfter(asked.now()))
                .filter(
                        last ->
                                Payload.read(
                                                        asked.request().place(),
                                                        last.version(),
                                                        last.payload(),
                                                        dialect)
                                                instanceof Payload.Document signed
                                        && signed.saysLike(asked.document()));
    }

    private static Optional<Refused> isNotExpired(SigningCase asked) {
        Instant expires = asked.document().metadata().expires();
        return asked.document().metadata().expiredAt(asked.now())
                ? Optional.of(Refused.by("already-expired", "expires", expires, "now", asked.now()))
                : Optional.empty();
    }

    private Optional<Refused> expiresWithinPolicy(SigningCase asked) {
        Instant expires = asked.document().metadata().expires();
        Duration longest =
                asked.role().equals(RoleName.SNAPSHOT)
                        ? settings.longestSnapshot()
                        : settings.longestTimestamp();
        return expires.isAfter(asked.now().plus(longest).plus(settings.clockSlack()))
                ? Optional.of(
                        Refused.by(
                                "expiry-beyond-policy",
                                "expires",
                                expires,
                                "now",
                                asked.now(),
                                "longest",
                                longest))
                : Optional.empty();
    }

    /** Whoever has much signed and publishes none of it is stock-piling. */
    private Optional<Refused> orphansAreFew(SigningCase asked) {
        int orphans = asked.standing().tip().unsettled(asked.now(), vouchedFor(asked));
        return orphans < settings.mostOrphans()
                ? Optional.empty()
                : Optional.of(
                        Refused.by(
                                "too-many-orphans",
                                "orphans",
                                orphans,
                                "most",
                                settings.mostOrphans(),
                                "within",
                                Tip.COUNTED));
    }

    private static @Nullable Sha256 vouchedFor(SigningCase asked) {
        return asked.document().metadata() instanceof Timestamp timestamp
                ? timestamp.snapshot().sha256()
                : null;
    }

    private static Optional<Refused> namesNoRetiredKey(SigningCase asked, Justified justified) {
        TreeSet<KeyId> retired = new TreeSet<>(justified.root().keys());
        retired.retainAll(asked.standing().keys().retired());
        return retired.isEmpty()
                ? Optional.empty()
                : Optional.of(Refused.by("key-retired", "key", retired.first()));
    }

    private Optional<Refused> keysAreNotUsedTooOften(SigningCase asked) {
        return rate.take(asked.request().keys(), asked.now())
                ? Optional.empty()
                : Optional.of(
                        Refused.by(
                                "rate",
                                "burst",
                                settings.burst(),
                                "perSecond",
                                settings.perSecond()));
    }
}
