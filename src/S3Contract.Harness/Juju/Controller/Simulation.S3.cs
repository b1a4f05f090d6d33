using S3Contract.Harness.Juju.Hooks;
using S3Contract.Harness.S3;

namespace S3Contract.Harness.Juju.Controller;

/// <content>The S3 of the run, if it has one: it is served as long as the simulation lives, and answers who asks while a hook runs.</content>
public sealed partial class Simulation : IS3Site
{
    private static readonly S3Response s_nobody = new S3Refusal(503, "ServiceUnavailable", "no hook is running").Answer("/", "0");

    private IS3Listener? _s3;
    private PortPass? _told;
    private volatile HookTransaction? _running;

    /// <summary>Has the run an S3?</summary>
    internal bool HasS3 => _s3 is not null;

    S3Reply IS3Site.Answer(S3Request request) => _running?.AskS3(request) ?? S3Reply.Of(s_nobody);

    void IS3Site.NoteDistrust(string endpoint, string authority) => _running?.NoteDistrust(endpoint, authority);

    /// <summary>Changes the S3 from outside.</summary>
    /// <param name="words">What is done, as a script says it.</param>
    /// <param name="change">The change.</param>
    internal void ChangeS3(string words, Func<S3Service, S3Service> change)
    {
        if (_s3 is null)
        {
            return;
        }

        _draft.Begin(World);
        _draft.Counters.S3 = change(World.S3!);
        _draft.Changes.Add(new S3Changed(words));
        World = _draft.Finish();
        _s3.IsOpen = World.S3!.Outage is not S3Outage.Refused;
        _s3.IsTrusted = World.S3.Outage is not S3Outage.WrongCertificate;
        TakeChanges();
    }

    private void StartS3(IS3Server server)
    {
        _s3 = server.Serve(this);
        _told = new PortPass(new S3Address(_s3.Port));
        _draft.Begin(World);
        _draft.Counters.S3 = S3Service.New;
        World = _draft.Finish();
    }

    // What the operator hands to a charm, the S3 has been told of.
    private void TellS3(Handover? handover)
    {
        if (_s3 is not null && handover is not null)
        {
            _draft.Begin(World);
            _draft.Counters.S3 = World.S3!.Given(handover.Fields);
            World = _draft.Finish();
        }
    }

    private IReadOnlyList<KeyValuePair<string, string>> Real(IReadOnlyList<KeyValuePair<string, string>> values) =>
        _told is { } told ? [.. values.Select(value => KeyValuePair.Create(value.Key, told.Address.Real(value.Value)))] : values;

    /// <summary>Puts the port that is told in the place of the one that is.</summary>
    private sealed class PortPass(S3Address address) : TextPass
    {
        public S3Address Address => address;

        public override IReadOnlyList<KeyValuePair<string, string>> Fields(IReadOnlyList<KeyValuePair<string, string>> fields) =>
            fields.Count == 0 ? fields : [.. fields.Select(field => KeyValuePair.Create(field.Key, address.ToldText(field.Value)))];

        public override Databag Fields(Databag fields) => fields.Count == 0 ? fields : Databag.From(Fields((IReadOnlyList<KeyValuePair<string, string>>)[.. fields]));

        public override string Text(string text) => address.ToldText(text);

        public override string CommandLine(string line) => address.ToldText(line);
    }
}
