using System.Globalization;
using System.Numerics;
using System.Text.Json;
using S3Contract.Charms;

namespace S3Contract.Tests.Property.Vectors;

/// <summary>The charm's own failure.</summary>
internal sealed class CrashException() : Exception("the charm crashed");

/// <summary>What a library event was seen to be.</summary>
internal sealed record SeenEvent(
    string Kind, string Endpoint, RelationEvent Event, IReadOnlyDictionary<string, string> Properties, List<string> Calls);

/// <summary>The charm of the recordings: library objects for its endpoints, and the calls that the recording lists, in the handlers of the
/// library's events and of the hook.</summary>
internal sealed class VectorCharm : CharmBase
{
    private readonly VectorWorld _world;
    private readonly JsonElement _step;
    private readonly Dictionary<string, S3Provider> _providers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, S3Requirer> _requirers = new(StringComparer.Ordinal);
    private readonly string _firstEndpoint;
    private RelationEvent? _hookEvent;

    public VectorCharm(CharmContext context, JsonElement sequence, JsonElement step)
        : base(context)
    {
        _world = (VectorWorld)context.Commands;
        _step = step;
        foreach (string endpoint in sequence.GetProperty("endpoints").EnumerateArray().Select(name => name.GetString()!))
        {
            if (sequence.GetProperty("role").GetString() == "provider")
            {
                var provider = new S3Provider(this, endpoint);
                provider.CredentialsRequested += (_, e) => Handle("credentials_requested", endpoint, e);
                _providers.Add(endpoint, provider);
            }
            else
            {
                S3Value bucket = VectorJson.Value(sequence.GetProperty("bucket_names").GetProperty(endpoint));
                var requirer = new S3Requirer(this, endpoint, bucket.Text);
                requirer.CredentialsChanged += (_, e) => Handle("credentials_changed", endpoint, e);
                requirer.CredentialsGone += (_, e) => Handle("credentials_gone", endpoint, e);
                _requirers.Add(endpoint, requirer);
            }
        }

        _firstEndpoint = sequence.GetProperty("endpoints")[0].GetString()!;
        Observe(context.Hook.Kind, _ => MakeCalls("in_hook", null, Calls), context.Hook.Endpoint);
    }

    public List<SeenEvent> Events { get; } = [];

    public List<string> Calls { get; } = [];

    public static string NameOf(Exception exception) => exception switch
    {
        RelationNotFoundException => "RelationNotFoundError",
        RelationDataAccessException => "RelationDataAccessError",
        HookCommandException => "ModelError",
        RelationDataTypeException => "RelationDataTypeError",
        TooManyRelatedApplicationsException => "TooManyRelatedAppsError",
        JsonException => "JSONDecodeError",
        InvalidDataException => "AttributeError",
        FormatException => "ValueError",
        CrashException => "Crash",
        _ => exception.ToString(),
    };

    /// <summary>Remembers that the access rules refused something, wherever the exception shows.</summary>
    public void Note(Exception exception)
    {
        if (exception is RelationDataAccessException refused)
        {
            _world.RefusedWrite |= refused.Write;
            _world.RefusedRead |= !refused.Write;
        }
    }

    private void Handle(string kind, string endpoint, RelationEvent @event)
    {
        var properties = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (string name in EventProperty.NamesOf(@event))
        {
            string shown = Result(() => EventProperty.Read(@event, name), out _);
            if (shown != "null")
            {
                properties.Add(name, shown);
            }
        }

        var seen = new SeenEvent(kind, endpoint, @event, properties, []);
        Events.Add(seen);
        MakeCalls("in_event", @event, seen.Calls);
    }

    private string Result(Func<S3Value> call, out Exception? raised)
    {
        try
        {
            raised = null;
            return VectorJson.Show(call());
        }
#pragma warning disable CA1031 // Every exception is compared by its kind.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Note(exception);
            raised = exception;
            return "raised " + NameOf(exception);
        }
    }

    private void MakeCalls(string where, RelationEvent? @event, List<string> results)
    {
        foreach (JsonElement call in VectorJson.List(_step, where))
        {
            if (call.GetProperty("do").GetString() == "crash")
            {
                throw new CrashException();
            }

            results.Add(Result(() => Call(call, @event), out Exception? raised));
            if (raised is not null && call.TryGetProperty("propagate", out JsonElement propagate) && propagate.GetBoolean())
            {
                System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(raised);
            }
        }
    }

    private S3Value Call(JsonElement call, RelationEvent? @event)
    {
        string endpoint = VectorJson.TextOrNull(call, "ep") ?? _firstEndpoint;
        _providers.TryGetValue(endpoint, out S3Provider? provider);
        _requirers.TryGetValue(endpoint, out S3Requirer? requirer);
        S3Value[] args = [.. VectorJson.List(call, "args").Select(VectorJson.Value)];
        string name = call.GetProperty("do").GetString()!;
        switch (name)
        {
            case "relations":
                IReadOnlyList<Relation> relations = provider?.Relations ?? requirer!.Relations;
                return S3Value.List([.. relations.Select(relation => (S3Value)relation.Id.Number)]);
            case "fetch_relation_data":
                return provider is not null
                    ? VectorJson.Map(provider.FetchRelationData().Select(pair => Member(pair.Key, VectorJson.Map(pair.Value))))
                    : VectorJson.Map(requirer!.FetchRelationData().Select(pair => Member(pair.Key, VectorJson.Map(pair.Value))));
            case "get_s3_connection_info":
                return VectorJson.Map(requirer!.GetS3ConnectionInfo());
            case "diff":
                @event ??= HookEvent();
                return Show(DatabagDiff.Diff(@event, Databag(@event, args[0].Text!)));
            case "_diff":
                @event ??= HookEvent();
                return Show(provider?.Diff(@event) ?? requirer!.Diff(@event));
            case "property":
                return EventProperty.Read(@event!, args[0].Text!);
            case "emit":
                Emit(provider, requirer, args[0].Text!, GetRelation(endpoint, Id(args[1])!.Value));
                return S3Value.Null;
            case "update_connection_info":
                Update(provider, requirer, Id(args[0]), args[1].Members!);
                return S3Value.Null;
            default:
                SetOption(provider!, name, Id(args[0]), args[1]);
                return S3Value.Null;
        }
    }

    private static void Update(
        S3Provider? provider, S3Requirer? requirer, RelationId? relation, IEnumerable<KeyValuePair<string, S3Value>> options)
    {
        if (provider is not null)
        {
            provider.UpdateConnectionInfo(relation, options);
        }
        else
        {
            requirer!.UpdateConnectionInfo(relation, options);
        }
    }

    private static void SetOption(S3Provider provider, string name, RelationId? relation, S3Value value)
    {
        switch (name)
        {
            case "set_bucket" when value.Text is { } text:
                provider.SetBucket(relation, text);
                break;
            case "set_access_key" when value.Text is { } text:
                provider.SetAccessKey(relation, text);
                break;
            case "set_secret_key" when value.Text is { } text:
                provider.SetSecretKey(relation, text);
                break;
            case "set_path" when value.Text is { } text:
                provider.SetPath(relation, text);
                break;
            case "set_endpoint" when value.Text is { } text:
                provider.SetEndpoint(relation, text);
                break;
            case "set_region" when value.Text is { } text:
                provider.SetRegion(relation, text);
                break;
            case "set_s3_uri_style" when value.Text is { } text:
                provider.SetS3UriStyle(relation, text);
                break;
            case "set_storage_class" when value.Text is { } text:
                provider.SetStorageClass(relation, text);
                break;
            case "set_s3_api_version" when value.Text is { } text:
                provider.SetS3ApiVersion(relation, text);
                break;
            case "set_tls_ca_chain" when value.AsTexts() is { } texts:
                provider.SetTlsCaChain(relation, texts);
                break;
            case "set_attributes" when value.AsTexts() is { } texts:
                provider.SetAttributes(relation, texts);
                break;
            case "set_delete_older_than_days" when value.WholeNumber is { } days:
                provider.SetDeleteOlderThanDays(relation, days);
                break;
            case "set_delete_older_than_days":
                provider.UpdateConnectionInfo(relation, [new("delete-older-than-days", PythonText(value))]);
                break;
            default:
                // What the typed setter cannot say: a value of another type. In Python both end in the same call.
                Assert.That(name, Does.StartWith("set_"), "an unknown call");
                provider.UpdateConnectionInfo(relation, [new(name[4..].Replace('_', '-'), value)]);
                break;
        }
    }

    private static string PythonText(S3Value value) => value.Kind switch
    {
        S3ValueKind.Text => value.Text!,
        S3ValueKind.Boolean => value.Boolean == true ? "True" : "False",
        S3ValueKind.Null => "None",
        S3ValueKind.FloatingPoint => PythonJsonWriter.Float(value.FloatingPoint!.Value),
        _ => throw new FormatException("an argument without a counterpart"),
    };

    private static void Emit(S3Provider? provider, S3Requirer? requirer, string kind, Relation relation)
    {
        switch (kind)
        {
            case "credentials_requested":
                provider!.EmitCredentialsRequested(relation, relation.Application);
                break;
            case "credentials_changed":
                requirer!.EmitCredentialsChanged(relation, relation.Application);
                break;
            default:
                Assert.That(kind, Is.EqualTo("credentials_gone"), "an unknown event");
                requirer!.EmitCredentialsGone(relation, relation.Application);
                break;
        }
    }

    private static RelationDatabag Databag(RelationEvent @event, string which) => which switch
    {
        "local-app" => @event.Relation.LocalApplicationData,
        "local-unit" => @event.Relation.LocalUnitData,
        "remote-app" => @event.Relation.ApplicationData(@event.Application!),
        "remote-unit" => @event.Relation.UnitData(@event.Unit!.Value),
        _ => throw new FormatException($"an unknown databag {which}"),
    };

    private static S3Value Show(DatabagDiff diff) => S3Value.Map(
    [
        new("added", S3Value.Texts(diff.Added)),
        new("changed", S3Value.Texts(diff.Changed)),
        new("deleted", S3Value.Texts(diff.Deleted)),
    ]);

    private static KeyValuePair<string, S3Value> Member(RelationId relation, S3Value value) => new(relation.ToString(), value);

    private static RelationId? Id(S3Value value) => value.WholeNumber is not { } number ? null
        : number >= int.MinValue && number <= int.MaxValue ? new RelationId((int)number)
        : throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"{(BigInteger)number} is no relation id"));

    private RelationEvent HookEvent() => _hookEvent ??= RelationEvent();
}
