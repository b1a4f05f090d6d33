using S3Contract.Harness.Campaigns;

namespace S3Contract.Harness.Checks;

/// <summary>Counts how far a check is, and tells who asked.</summary>
/// <param name="options">Who asked.</param>
/// <param name="scripts">How many scripts are to run.</param>
/// <param name="cases">How many random cases.</param>
internal sealed class CheckCount(CheckOptions options, int scripts, int cases)
{
    private int _done;

    /// <summary>How many scripts are to run.</summary>
    public int Scripts => scripts;

    /// <summary>A script begins.</summary>
    public void Begun(string script) =>
        options.Progress?.Invoke(new CheckProgress(Interlocked.Increment(ref _done) - 1, scripts + cases, script));

    /// <summary>Told of a campaign that begins now.</summary>
    public Action<CampaignProgress> CampaignFrom()
    {
        int before = _done;
        return campaign =>
        {
            _done = before + campaign.Done;
            options.Progress?.Invoke(new CheckProgress(_done, Math.Max(_done, scripts + cases), campaign.Activity));
        };
    }

    /// <summary>All is done.</summary>
    public void End() => options.Progress?.Invoke(new CheckProgress(_done, scripts + cases, null));
}
