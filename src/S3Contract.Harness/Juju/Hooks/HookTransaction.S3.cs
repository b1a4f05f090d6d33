using S3Contract.Harness.S3;

namespace S3Contract.Harness.Juju.Hooks;

/// <content>The S3 of the run. It is not Juju's: nothing of what it did is taken back when the hook is thrown away.</content>
internal sealed partial class HookTransaction
{
    private S3Service? _s3;

    /// <summary>The S3 as the hook left it; null if it asked for nothing.</summary>
    internal S3Service? NewS3 => _s3;

    /// <summary>Where the S3 of the run is listened on; null if there is none.</summary>
    internal IS3Listener? Listener { get; init; }

    /// <summary>A request to the S3.</summary>
    /// <returns>What is done with it; null if the hook has ended.</returns>
    internal S3Reply? AskS3(S3Request request)
    {
        lock (_gate!)
        {
            if (_ended || (_s3 ?? _world.S3) is not { } now)
            {
                return null;
            }

            _s3 = now.Asked(request, Unit.Application, Shown(), out S3Answer answer);
            Record(new S3Asked(answer.Operation, answer.Response.Status)
            {
                Bucket = OrNull(answer.Bucket),
                Key = OrNull(answer.Key),
                AccessKey = OrNull(answer.AccessKey),
                Code = answer.Response.Code,
                Authority = request.Authority,
            });
            if (answer.Lacks is { } lacks)
            {
                Record(new Lacking($"s3 {answer.Operation}", lacks, "501 NotImplemented"));
            }

            return _s3.Reply(answer);
        }
    }

    /// <summary>Whoever called did not trust the certificate that it was shown.</summary>
    internal void NoteDistrust(string endpoint, string authority)
    {
        lock (_gate!)
        {
            if (!_ended)
            {
                Record(new S3Distrusted(endpoint, authority));
            }
        }
    }

    /// <summary>The buckets that there are, and those that a relation names: hosts may be called after them.</summary>
    internal IEnumerable<string> Buckets => (_world.S3?.State.Buckets.Keys ?? [])
        .Concat(_world.RelationStates.SelectMany(relation => new[] { relation.Provider, relation.Requirer }).Select(side => side.Bag.Content.Get("bucket")).OfType<string>())
        .Where(BucketCalls.IsName).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    private static string? OrNull(string text) => text.Length == 0 ? null : text;

    // Whoever shows a pair to somebody means it to be good; a provider may have made it itself.
    private IEnumerable<(string Access, string Secret)> Shown()
    {
        IEnumerable<IEnumerable<KeyValuePair<string, string>>> places =
        [
            .. _world.RelationStates.Select(relation => relation.Provider.Bag.Content),
            .. _world.Secrets.SelectMany(secret => secret.Editions).Select(edition => edition.Content.Texts),
        ];
        foreach (IEnumerable<KeyValuePair<string, string>> place in places)
        {
            (string access, string secret) = ("", "");
            foreach ((string name, string value) in place)
            {
                (access, secret) = name switch
                {
                    "access-key" => (value, secret),
                    "secret-key" => (access, value),
                    _ => (access, secret),
                };
            }

            yield return (access, secret);
        }
    }
}
