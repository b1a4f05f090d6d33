using S3Contract.Harness.Judging;
using S3Contract.Harness.Metadata;
using S3Contract.Harness.ReferenceCharms;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Scripts.Running;
using S3Contract.Harness.Traces;
using S3Contract.Reference.Clauses;
using S3Contract.Reference.Observations;

namespace S3Contract.Tests.Unit.Events;

/// <summary>§7.3: what <c>ops</c> of each version logs of the same life of a relation leads to the same verdicts on events.</summary>
[TestFixture]
internal sealed class OpsLogTests
{
    private const string Life = """
        deploy provider
        deploy requirer
        integrate provider requirer
        settle
        issue provider access-key=AKIAFIRST1 secret-key=first-secret-1
        settle
        issue provider access-key=AKIASECOND2 secret-key=second-secret-2
        settle
        remove-relation provider requirer
        settle

        """;

    private static readonly string[] s_told =
        [.. ClauseCatalogue.All.Where(clause => clause.Event is not null && clause.Version is not ContractVersion.V1).Select(clause => clause.Id)];

    [TestCaseSource(typeof(OpsLog), nameof(OpsLog.Versions))]
    public void A_provider_on_any_version_shows_one_request(string version)
    {
        Trace trace = Play(EndpointRole.Provider, Lines(OpsLog.Of(version, "provider")));

        Assert.That(Events(trace, "provider"), Is.EqualTo(new[] { "relation-changed: credentials-requested 0" }));
        Assert.That(Verdicts(trace, Roles.Provider), Is.EqualTo(
            "events.requested-on-ask Pass, events.requested-once Pass, events.requested-leader-only Pass, events.requested-only-when-asked Pass"));
    }

    [TestCaseSource(typeof(OpsLog), nameof(OpsLog.Versions))]
    public void A_requirer_on_any_version_that_defers_shows_each_event_once(string version)
    {
        Trace trace = Play(EndpointRole.Requirer, Lines(OpsLog.Of(version, "requirer")));

        Assert.That(Events(trace, "requirer"), Is.EqualTo(new[]
        {
            "relation-changed: credentials-changed 1", "relation-changed: credentials-changed 1", "relation-broken: credentials-gone 1",
        }));
        Assert.That(Verdicts(trace, Roles.Requirer), Is.EqualTo(
            "events.changed-needs-both-keys Pass, events.changed-on-every-unit Pass, events.changed-on-every-change Pass, "
            + "events.changed-once-per-change Pass, events.gone-on-broken Pass, events.gone-once Pass, events.gone-only-on-broken Pass, "
            + "events.nothing-after-gone Pass, isolation.own-event Pass"));
    }

    [Test]
    public void Below_2_1_only_what_is_delivered_again_is_logged_and_nothing_is_told_of_events()
    {
        IEnumerable<IReadOnlyList<string>> silent = Lines(OpsLog.Of("2.4.0", "requirer")).Select(lines => (IReadOnlyList<string>)
        [
            .. lines.Where(line => line.StartsWith("Re-emitting", StringComparison.Ordinal))
                .Select(line => line.Replace("Re-emitting deferred event ", "Re-emitting ", StringComparison.Ordinal)),
        ]);
        Trace trace = Play(EndpointRole.Requirer, silent);

        Assert.That(Events(trace, "requirer"), Is.Empty);
        Assert.That(Verdicts(trace, Roles.Requirer), Does.Not.Contain("Pass").And.Not.Contain("Fail"));
    }

    [Test]
    public void Events_of_another_library_are_shown_and_judged_only_by_what_holds_for_both()
    {
        Trace trace = Play(EndpointRole.Requirer, Renamed(OpsLog.Of("3.8.0", "requirer"), "storage_connection_info_"));

        Assert.That(Events(trace, "requirer"), Is.EqualTo(new[]
        {
            "relation-changed: credentials-changed 1 as storage-connection-info-changed",
            "relation-changed: credentials-changed 1 as storage-connection-info-changed",
            "relation-broken: credentials-gone 1 as storage-connection-info-gone",
        }));
        Assert.That(Verdicts(trace, Roles.Requirer), Is.EqualTo(
            "events.changed-needs-both-keys Pass, events.changed-on-every-unit Inconclusive, events.changed-on-every-change Inconclusive, "
            + "events.changed-once-per-change Inconclusive, events.gone-on-broken Pass, events.gone-once Pass, events.gone-only-on-broken Pass, "
            + "events.nothing-after-gone Pass, isolation.own-event Inconclusive"));
    }

    [Test]
    public void A_provider_on_another_library_is_not_held_to_when_it_says_that_it_was_asked()
    {
        Trace trace = Play(EndpointRole.Provider, Renamed(OpsLog.Of("2.17.1", "provider"), "storage_connection_info_"));

        Assert.That(Events(trace, "provider"), Is.EqualTo(new[] { "relation-changed: credentials-requested 0 as storage-connection-info-requested" }));
        Assert.That(Verdicts(trace, Roles.Provider), Does.Not.Contain("Pass").And.Not.Contain("Fail"));
    }

    [Test]
    public void Gone_twice_is_a_fault_by_any_name()
    {
        List<IReadOnlyList<string>> lines = [.. Renamed(OpsLog.Of("2.9.0", "requirer"), "storage_connection_info_")];
        lines[^1] = [.. lines[^1], lines[^1][^1].Replace("[59]", "[60]", StringComparison.Ordinal)];

        Assert.That(Verdicts(Play(EndpointRole.Requirer, lines), Roles.Requirer), Does.Contain("events.gone-once Fail"));
    }

    [Test]
    public void A_trace_keeps_the_other_name()
    {
        Trace trace = Play(EndpointRole.Requirer, Renamed(OpsLog.Of("3.8.0", "requirer"), "storage_connection_info_"));

        Assert.That(Events(TraceJson.Read(TraceJson.Write(trace), "t").Single(), "requirer"), Is.EqualTo(Events(trace, "requirer")));
    }

    private static IEnumerable<IReadOnlyList<string>> Renamed(OpsLog log, string prefix) =>
        Lines(log).Select(lines => (IReadOnlyList<string>)[.. lines.Select(line => line.Replace("/on/credentials_", "/on/" + prefix, StringComparison.Ordinal))]);

    private static IEnumerable<IReadOnlyList<string>> Lines(OpsLog log) =>
        log.Emissions.Select(lines => (IReadOnlyList<string>)[.. lines.Select(line => line.Text)]);

    private static Trace Play(EndpointRole role, IEnumerable<IReadOnlyList<string>> lines)
    {
        Player recorded = new(new RecordedCharm(role, lines), RecordedCharm.Profile);
        Cast cast = role == EndpointRole.Provider
            ? new Cast(recorded, new Player(ReferenceRequirer.Subject, ReferenceProfiles.Requirer))
            : new Cast(new Player(ReferenceProvider.Subject, ReferenceProfiles.Provider), recorded);

        // The reference provider has peers: so the relation has number 1 where it plays, and 0 where the recorded provider does, as recorded.
        ScriptRun run = new ScriptRunner(cast, RunOptions.Default).Run(ScriptParser.Parse(Life, "life.s3c").Script);
        Assert.That(run.Errors, Is.Empty);
        return run.Trace;
    }

    private static string[] Events(Trace trace, string application) =>
    [
        .. trace.Steps.OfType<HookStep>().Where(step => string.Equals(step.Unit.Application, application, StringComparison.Ordinal))
            .SelectMany(step => step.Entries.OfType<EventEmitted>().Select(seen => $"{step.Hook.Name.Replace("s3-credentials-", "", StringComparison.Ordinal)}: {seen.Name} {seen.Relation}{(seen.As is { } other ? " as " + other : "")}")),
    ];

    private static string Verdicts(Trace trace, Roles role)
    {
        Judge judge = new(new JudgeOptions { SubjectRoles = role });
        judge.Add(trace);
        return string.Join(", ", judge.Verdicts()
            .Where(verdict => s_told.Contains(verdict.Clause.Id, StringComparer.Ordinal)).Select(verdict => $"{verdict.Clause.Id} {verdict.Verdict}"));
    }
}
