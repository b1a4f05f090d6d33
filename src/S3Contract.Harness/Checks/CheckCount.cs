using S3Contract.Harness.Campaigns;

namespace S3Contract.Harness.Checks;

/// <summary>Counts how far a check is, and tells who asked.</summary>
/// <param name="options">Who asked.</param>
/// <param name="scripts">How many scripts are to run.</param>
/// <param name="cases">How many random cases; null if only time limits them.</param>
internal sealed class CheckCount(CheckOptions options, int scripts, int? cases)
{
    private readonly int _total = scripts + (cases ?? 0);
    private int _done;
    private int _begun;

    /// <summary>How many scripts are to run.</summary>
    public int Scripts => scripts;

    /// <summary>A script begins.</summary>
    public void Begun(string script)
    {
        int begun = Interlocked.Increment(ref _begun) - 1;
        Tell(Interlocked.Increment(ref _done) - 1, script, (begun, scripts));
    }

    /// <summary>Told of a campaign that begins now.</summary>
    public Action<CampaignProgress> CampaignFrom()
    {
        int before = _done;
        return campaign =>
        {
            _done = before + campaign.Done;
            Tell(_done, campaign.Activity, (campaign.Done, campaign.Planned ?? 0));
        };
    }

    /// <summary>A script begins that has run before, with cold hooks.</summary>
    public void Again(string script) => Tell(_done, script + ", cold", (0, 0));

    /// <summary>Small worlds are walked now.</summary>
    public void Walking() => Tell(_done, "walking small worlds in every order", (0, 0));

    /// <summary>All is done.</summary>
    public void End() => Tell(_done, null, (0, 0));

    private void Tell(int done, string? script, (int Done, int Total) ofKind) => options.Progress?.Invoke(new CheckProgress(done, Math.Max(done, _total), script)
    {
        Cases = cases ?? 0,
        CasesFor = cases is null ? options.CampaignTime : null,
        OfKind = ofKind,
    });
}
