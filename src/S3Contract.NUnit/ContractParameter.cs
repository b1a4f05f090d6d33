namespace S3Contract.NUnit;

/// <summary>One of the parameters of a test run. It has the same name in run settings, on the command line (<c>--name</c>) and, in capitals
/// behind <c>S3CONTRACT_</c>, in the environment.</summary>
/// <param name="Name">The name: <c>charm</c>.</param>
/// <param name="Expects">What its value looks like.</param>
/// <param name="Meaning">What it says, in one sentence.</param>
/// <param name="Otherwise">What holds when it is not given.</param>
public sealed record ContractParameter(string Name, string Expects, string Meaning, string Otherwise)
{
    /// <summary>The name of the environment variable: <c>S3CONTRACT_CHARM</c>.</summary>
    public string Variable => "S3CONTRACT_" + Name.ToUpperInvariant();
}
