using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using S3Contract.Harness.Files;
using S3Contract.Harness.Subjects.HookCommands;

namespace S3Contract.Harness.Subjects.Processes;

/// <summary>
/// The harness's end of the pipes between the hook commands of one running hook and the simulated Juju. The protocol is described in the
/// script at the other end (<c>hook-command.sh</c>). The harness holds each answer pipe open until it has answered: so no command waits
/// for ever, whichever side dies first. The folder is the charm's to write in, so nothing in it is trusted: what is no regular file, too large,
/// or out of turn is no request, and an answer file is made anew.
/// </summary>
internal sealed class HookChannel : IDisposable
{
    private const int Reserve = 8;
    private const int ShortAnswer = 200;

    // As many commands as may wait at a time, and the most that one call may say: what Linux takes as arguments, and a whole databag.
    private const int MostWaiting = 1000;
    private const int LongestNumber = 12;
    private const long LargestRequest = 8 * 1024 * 1024;
    private const long LargestInput = 16 * 1024 * 1024;

    private readonly HeldFolder _parent;
    private readonly HeldFolder _held;
    private readonly string _folder;
    private readonly List<int> _answers = [];
    private readonly byte[] _buffer = new byte[4096];
    private readonly List<byte> _line = [];
    private readonly HashSet<int> _taken = [];
    private readonly HashSet<int> _plain = [];
    private readonly long _mostSaid;
    private int _requests;
    private int _next;
    private int _waiting;

    /// <summary>Makes the pipes in a new folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="mostSaid">The most bytes that the hook may say.</param>
    public HookChannel(string folder, long mostSaid = UnitVolume.MostOfHook)
    {
        _folder = folder;
        _mostSaid = mostSaid;
        _parent = HeldFolder.Reach(Path.GetDirectoryName(folder)!) ?? throw new DirectoryNotFoundException($"{Path.GetDirectoryName(folder)}: is no longer there");
        _parent.Remove(Path.GetFileName(folder));
        _held = _parent.MadeFolder(Path.GetFileName(folder), 0x1C0);
        _requests = _held.MakePipe("requests");
        _next = _held.MakeShared("next");
        Reach(Reserve);
        Hint(0);
    }

    /// <summary>What the hook is told as the agent's address; the commands find the folder by it.</summary>
    public string Address => _folder + "/agent.socket";

    /// <summary>Readable when a request has come.</summary>
    public int Descriptor => _requests;

    /// <summary>How many bytes the hook has said.</summary>
    public long Said { get; private set; }

    /// <summary>What the charm did to the channel, if the hook cannot go on with it; else null.</summary>
    public string? Problem { get; private set; }

    /// <summary>Some of the requests that have come, in the order in which they came: never so many that the hook's time limit is not looked at
    /// in between.</summary>
    /// <exception cref="MachineProblem">A command had no room to write its request.</exception>
    public List<HookRequest> Receive()
    {
        List<HookRequest> received = [];
        int length = ReadSome();
        foreach (byte c in _buffer.AsSpan(0, Math.Max(0, length)))
        {
            if (c != (byte)'\n')
            {
                if (_line.Count <= LongestNumber)
                    _line.Add(c);
                continue;
            }

            Take(Encoding.ASCII.GetString(CollectionsMarshal.AsSpan(_line)), received);
            _line.Clear();
        }

        return received;
    }

    /// <summary>The standard input that came with a request; empty if none did, or none that can be read.</summary>
    public byte[] Input(int number)
    {
        byte[] input = _held.Read(Name(number, "in"), LargestInput) ?? [];
        Said += input.Length;
        return input;
    }

    /// <summary>The content of a file that an argument of a request names, as the command at the other end read it; null if it did not.</summary>
    public byte[]? NamedFile(int number, int place)
    {
        byte[]? content = _held.Read(Name(number, string.Create(CultureInfo.InvariantCulture, $"f{place}")), LargestInput);
        Said += content?.Length ?? 0;
        return content;
    }

    /// <summary>Counts a request that was answered: all that a hook says is kept, so there is an end to it.</summary>
    public void Count(HookRequest request)
    {
        const int Least = 100;
        Said += Least + request.Arguments.Sum(argument => argument.Length);
        if (Said > _mostSaid)
            Problem ??= FormattableString.Invariant($"the hook said more by hook commands than it may ({UnitVolume.MostOfHook / 1024 / 1024} MiB, and four times as much all hooks of a unit) and was killed");
    }

    /// <summary>Answers a request.</summary>
    public void Answer(int number, HookAnswer answer)
    {
        if (answer is { ExitCode: 0, Output: "", Error: "" })
            Send(number, "0\n"u8);
        else if (answer is { ExitCode: 0, Error: "" } && IsShortLine(answer.Output))
            Send(number, Encoding.UTF8.GetBytes("=" + answer.Output));
        else if (_plain.Contains(number))
            SendFiles(number, answer);
        else
            SendScript(number, answer);
    }

    public void Dispose()
    {
        // First the names, then the pipes: a command either finds nothing, or its wait ends. A command that has just been killed may write once
        // more; the unit's folder goes as a whole in the end.
        _parent.Remove(Path.GetFileName(_folder));
        foreach (int answer in _answers)
        {
            if (answer >= 0)
                _ = Posix.Close(answer);
        }

        _answers.Clear();
        _ = Posix.Close(_requests);
        _ = Posix.Close(_next);
        (_requests, _next) = (-1, -1);
        _held.Dispose();
        _parent.Dispose();
    }

    private static bool IsShortLine(string output) =>
        output.Length is > 1 and < ShortAnswer && output.IndexOf('\n', StringComparison.Ordinal) == output.Length - 1
        && !output.Contains('\0', StringComparison.Ordinal);

    private static string Name(int number, string kind) => string.Create(CultureInfo.InvariantCulture, $"{number}.{kind}");

    private void Take(string line, List<HookRequest> received)
    {
        if (line.StartsWith('!'))
        {
            RequireRoom();
            Problem ??= "the hook told of no room for its hook commands, where there was room, and was killed";
            return;
        }

        bool moreWanted = line.StartsWith('+');
        bool plain = line.StartsWith('*');
        if (!int.TryParse(line.AsSpan(moreWanted || plain ? 1 : 0), NumberStyles.None, CultureInfo.InvariantCulture, out int number))
            return;

        if (number > _answers.Count + MostWaiting || _waiting > MostWaiting || !Reach(number + 1 + Reserve))
        {
            Problem ??= FormattableString.Invariant($"the hook asked for more than {MostWaiting} hook commands at once and was killed");
            return;
        }

        // Whoever names a request again gets no second answer, and nothing is done twice.
        if (moreWanted || _taken.Contains(number) || Request(number) is not { } request)
            return;

        _taken.Add(number);
        if (plain)
            _plain.Add(number);
        received.Add(request);
        Hint(number + 1);
    }

    // Anybody may say so.
    private void RequireRoom()
    {
        const string Probe = "room";
        try
        {
            _held.Write(Probe, new byte[64 * 1024]);
            _held.Remove(Probe);
        }
        catch (IOException full)
        {
            throw new MachineProblem("no room is left for the hook commands in /dev/shm or the temporary folder (TMPDIR, else /tmp)", full);
        }
    }

    private HookRequest? Request(int number)
    {
        if (_held.Read(Name(number, "q"), LargestRequest) is not { } content)
            return null;

        string[] fields = Encoding.UTF8.GetString(content).Split('\0');
        return fields.Length < 4 ? null : new HookRequest(number, fields[0], fields[1], fields[2], fields[3..^1]);
    }

    // False where so many wait that the system has no more descriptors for us: it is not the machine then that is too small.
    private bool Reach(int count)
    {
        const int TooManyFiles = 24;
        try
        {
            while (_answers.Count < count)
            {
                string name = Name(_answers.Count, "a");
                _held.Remove(name);
                _answers.Add(_held.MakePipe(name));
                _waiting++;
            }
        }
        catch (IOException full) when (full.HResult == TooManyFiles && _waiting > 10 * Reserve)
        {
            return false;
        }

        return true;
    }

    private unsafe void Hint(int number)
    {
        byte[] text = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{number,8}\n"));
        fixed (byte* start = text)
        {
            if (Posix.WriteAt(_next, start, text.Length, 0) != text.Length)
                throw PlainFile.Failed($"cannot write {_folder}/next");
        }
    }

    private void SendScript(int number, HookAnswer answer)
    {
        StringBuilder script = new();
        Print(script, number, answer.Output, "o1", "");
        Print(script, number, answer.Error, "o2", " >&2");
        script.Append(CultureInfo.InvariantCulture, $"exit {answer.ExitCode}\n");
        _held.Write(Name(number, "o"), Encoding.UTF8.GetBytes(script.ToString()));
        Send(number, ".\n"u8);
    }

    private void SendFiles(int number, HookAnswer answer)
    {
        _held.Write(Name(number, "o1"), Encoding.UTF8.GetBytes(answer.Output));
        _held.Write(Name(number, "o2"), Encoding.UTF8.GetBytes(answer.Error));
        Send(number, Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $".{answer.ExitCode}\n")));
    }

    private void Print(StringBuilder script, int number, string text, string kind, string where)
    {
        if (text.Contains('\0', StringComparison.Ordinal))
        {
            // No shell can hold a NUL.
            _held.Write(Name(number, kind), Encoding.UTF8.GetBytes(text));
            script.Append(CultureInfo.InvariantCulture, $"cat \"$d/$i.{kind}\"{where}\n");
        }
        else if (text.Length > 0)
        {
            script.Append(CultureInfo.InvariantCulture, $"printf %s '{text.Replace("'", "'\\''", StringComparison.Ordinal)}'{where}\n");
        }
    }

    private unsafe void Send(int number, ReadOnlySpan<byte> line)
    {
        int pipe = _answers[number];
        if (pipe < 0)
            return;

        fixed (byte* start = line)
        {
            _ = Posix.Write(pipe, start, line.Length);
        }

        _ = Posix.Close(pipe);
        _answers[number] = -1;
        _waiting--;
    }

    private unsafe int ReadSome()
    {
        fixed (byte* start = _buffer)
        {
            return (int)Posix.Read(_requests, start, _buffer.Length);
        }
    }
}
