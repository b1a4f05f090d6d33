using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using S3Contract.Harness.Checks;
using S3Contract.Harness.Judging;
using S3Contract.Harness.Metadata;
using S3Contract.Harness.Reports;
using S3Contract.Harness.Reports.Content;
using S3Contract.Harness.Scripts.Language;
using S3Contract.Harness.Scripts.Linting;
using S3Contract.Reference.Clauses;
using S3Contract.Reference.Observations;

namespace S3Contract.NUnit;

/// <summary>The contract as tests of a charm: every clause, every script and a campaign. Derive from <see cref="ProviderContract"/> or
/// <see cref="RequirerContract"/> and name the charm.</summary>
[TestFixture]
[FixtureLifeCycle(LifeCycle.SingleInstance)]
public abstract class CharmContract
{
    private readonly Roles _role;
    private readonly Lazy<ContractSession> _session;

    // The test that told why nothing can be checked; null as long as none had to.
    private string? _teller;

    private protected CharmContract(Roles role)
    {
        _role = role;
        _session = new Lazy<ContractSession>(Begin);
    }

    /// <summary>The charm. A fixture whose charm is null has no tests.</summary>
    protected abstract CharmUnderTest? Charm { get; }

    /// <summary>The clauses of this level and those below decide; a clause beyond it that is broken is a warning. By itself what the parameter
    /// <c>level</c> says.</summary>
    protected virtual ClauseLevel Level => ContractParameters.Current.Level;

    /// <summary>The version of the interface that the charm speaks. By itself what the parameter <c>interface</c> says.</summary>
    protected virtual ContractVersion Interface => ContractParameters.Current.Interface;

    /// <summary>How many random cases the campaign runs; 0 for no campaign. By itself what the parameter <c>cases</c> says.</summary>
    protected virtual int? Cases => ContractParameters.Current.Cases;

    /// <summary>The seed of everything random. By itself what the parameter <c>seed</c> says.</summary>
    protected virtual ulong Seed => ContractParameters.Current.Seed;

    /// <summary>A folder with scripts of your own, which run beside the course; null for none. By itself what the parameter <c>scripts</c>
    /// says. A relative path is looked for beside the test assembly, in each folder above it, and in the current folder.</summary>
    protected virtual string? Scripts => ContractParameters.Current.Scripts;

    /// <summary>The reports to write when the fixture is through, <c>KIND=FILE</c> with <c>;</c> between; null for none. By itself what the parameter
    /// <c>report</c> says. A relative path is seen from NUnit's work directory; <c>{fixture}</c> in it stands for the fixture's name. Where not all
    /// tests of the fixture run, nothing is written unless a clause was asked for.</summary>
    protected virtual string? Report => ContractParameters.Current.Report;

    /// <summary>Which kinds of tests there are.</summary>
    protected virtual ContractTests Shows => ContractTests.All;

    /// <summary>Which kinds of tests there are, for who lists them.</summary>
    internal ContractTests ShownTests => Shows;

    /// <summary>Adds clauses, script commands and report writers of your own to those of <see cref="S3ContractServices.AddS3Contract"/>.</summary>
    /// <param name="services">What is put together.</param>
    protected virtual void AddTo(IServiceCollection services)
    {
    }

    /// <summary>A clause, judged by all scripts together.</summary>
    /// <param name="id">The clause.</param>
    [ContractTests(ContractTests.Clauses)]
    [Order(1)]
    public void Clause(string id) => Judged(id, session => session.Clause(id)).Report();

    /// <summary>A script: what it expects came about, and it broke no clause that counts.</summary>
    /// <param name="name">The script.</param>
    [ContractTests(ContractTests.Scenarios)]
    [Order(2)]
    public void Scenario(string name) => Judged(name, session => session.Scenario(name)).Report();

    /// <summary>A clause that a campaign of random scripts tries to break.</summary>
    /// <param name="id">The clause.</param>
    [ContractTests(ContractTests.Campaign)]
    [Order(3)]
    public void Campaign(string id) => Judged("campaign/" + id, session => session.Campaign(id)).Report();

    /// <summary>Ends the charm.</summary>
    [OneTimeTearDown]
    public void EndCharm()
    {
        if (_session.IsValueCreated)
        {
            _session.Value.Dispose();
        }
    }

    /// <summary>What is going to be tested; null if no charm is named.</summary>
    /// <exception cref="CharmProblem">The charm cannot be checked.</exception>
    /// <exception cref="ContractParameterException">A parameter makes no sense.</exception>
    internal ContractPlan? Plan()
    {
        if (Charm is not { } charm)
        {
            return null;
        }

        CharmMetadata metadata = charm.Metadata();
        EndpointRole side = _role == Roles.Provider ? EndpointRole.Provider : EndpointRole.Requirer;
        if (!metadata.S3Endpoints(side).Any())
        {
            throw CharmProblem.Wrong($"charm {metadata.Name} has no endpoint as a {RoleNames.Of(_role)} of s3");
        }

        using ServiceProvider services = Services();
        OwnCommand[] commands = [.. services.GetServices<OwnCommand>()];
        IEnumerable<Clause> own = OwnJudge.Distinct(services.GetServices<OwnClause>()).Select(own => own.Clause);
        Clause[] clauses = [.. ClauseCatalogue.All.Where(clause => clause.Roles.HasFlag(_role) && Binds(clause))];
        return new ContractPlan(
            [.. clauses, .. own.Where(clause => clause.Roles.HasFlag(_role))],
            [.. PlannedScript.CourseOf(Interface), .. Scripts is { } folder ? PlannedScript.InFolder(folder, commands) : []],
            Cases == 0 ? [] : [.. clauses.Where(clause => clause.Level <= Level)]);
    }

    // Between two versions only a charm of version 1 is tried here: a check at level strict does it for the others.
    private bool Binds(Clause clause) => clause.Version == ContractVersion.Any || clause.Version == Interface
        || (clause.Version == ContractVersion.Mixed && Interface == ContractVersion.V1);

    // A charm that cannot be checked is one red test, the first that asks for it, and not one for each clause and each script.
    private ContractOutcome Judged(string test, Func<ContractSession, ContractOutcome> judge)
    {
        ContractSession session;
        try
        {
            session = _session.Value;
        }
        catch (Exception problem) when (problem is CharmProblem or ContractParameterException)
        {
            string teller = Interlocked.CompareExchange(ref _teller, test, null) ?? test;
            return string.Equals(teller, test, StringComparison.Ordinal)
                ? new ContractOutcome(OutcomeKind.Failed, problem.Message)
                : new ContractOutcome(OutcomeKind.Inconclusive, $"the charm cannot be checked: the test {teller} says why");
        }

        return judge(session);
    }

    private ContractSession Begin()
    {
        ContractPlan plan = Plan() ?? throw new InvalidOperationException("no charm is named");
        CharmUnderTest named = Charm!;
        OpenedSubject charm = named.Open();
        ProfileCheck.Require(charm.Profile, charm.Charm.Metadata, plan.Clauses.Select(clause => clause.Id));
        ServiceProvider services = Services();
        (IReportWriter, string)[] reports = FixtureReports.Read(Report, GetType().FullName ?? "", services.GetServices<IReportWriter>());
        var options = new CheckOptions(charm.Charm)
        {
            Profile = charm.Profile,
            Roles = _role,
            Endpoint = named.Endpoint,
            Interface = Interface,
            Level = Level,
            Seed = Seed,
            CalledAs = charm.CalledAs,
            ProfileName = charm.ProfileName,
            Clock = reports.Length > 0 ? TimeProvider.System : null,
            File = charm.CalledAs is { } folder && charm.Charm.Metadata.File is { } file && Directory.Exists(folder) ? RepositoryPath.Of(Path.Combine(folder, file)) : null,
        };
        return new ContractSession(services.GetRequiredService<ConformanceCheck>(), options, plan, GetType())
        {
            Cases = Cases,
            Reports = reports,
            Owned = [charm, services],
        };
    }

    private ServiceProvider Services()
    {
        IServiceCollection services = new ServiceCollection().AddS3Contract();
        AddTo(services);
        return services.BuildServiceProvider();
    }
}
