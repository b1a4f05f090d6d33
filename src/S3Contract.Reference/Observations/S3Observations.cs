namespace S3Contract.Reference.Observations;

/// <summary>A request to the S3 of the run, made while the hook ran.</summary>
/// <param name="Operation">S3's name for it: <c>PutObject</c>.</param>
/// <param name="Status">The HTTP status that it was answered with; 0 if it was not answered.</param>
public sealed record S3Asked(string Operation, int Status) : HookEntry
{
    /// <summary>The bucket; null if it is about none.</summary>
    public string? Bucket { get; init; }

    /// <summary>The key of the object, or the prefix of keys; null if there is none.</summary>
    public string? Key { get; init; }

    /// <summary>The access key that it says it is signed with; null for none.</summary>
    public string? AccessKey { get; init; }

    /// <summary>S3's code of the error that was answered; null for none.</summary>
    public string? Code { get; init; }

    /// <summary>By whose certificate the caller went, as it came by TLS: the print (SHA-256, hex) of the authority; null if it came without.</summary>
    public string? Authority { get; init; }

    /// <summary>Was it carried out?</summary>
    internal bool IsDone => Status is >= 200 and < 300;

    internal override string Line => FormattableString.Invariant(
        $"s3 {Operation}{(Bucket is null ? "" : $" {Bucket}{(Key is null ? "" : "/" + Key)}")}{(AccessKey is null ? "" : $" as {AccessKey}")}{(Authority is null ? "" : " by TLS")}: {(Status == 0 ? "no answer" : Code is null ? $"{Status}" : $"{Status} {Code}")}");

    internal override HookEntry Through(TextPass texts)
    {
        string? key = AccessKey is null ? null : texts.Fields([KeyValuePair.Create("access-key", AccessKey)])[0].Value;
        return this with { Bucket = Bucket is null ? null : texts.Text(Bucket), Key = Key is null ? null : texts.Text(Key), AccessKey = key };
    }
}

/// <summary>A caller of the run's S3 went away without a request, as it does not trust the certificate that it was shown.</summary>
/// <param name="Endpoint">Where it called.</param>
/// <param name="Authority">The print (SHA-256, hex) of the authority that it would have had to trust.</param>
public sealed record S3Distrusted(string Endpoint, string Authority) : HookEntry
{
    internal override string Line => $"s3 at {Endpoint}: its certificate is not trusted";

    internal override HookEntry Through(TextPass texts) => this with { Endpoint = texts.Text(Endpoint) };
}

/// <summary>The S3 of the run was changed from outside.</summary>
/// <param name="Change">What was done, as a script says it: <c>down 503</c>.</param>
public sealed record S3Changed(string Change) : ModelChange
{
    internal override string Line => "s3 " + Change;

    internal override ModelChange Through(TextPass texts) => this with { Change = texts.Text(Change) };
}
