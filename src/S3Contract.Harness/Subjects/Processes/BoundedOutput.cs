using System.Buffers;
using System.Globalization;
using System.Text;

namespace S3Contract.Harness.Subjects.Processes;

/// <summary>What a process prints: the first and the last bytes are kept, whatever the length, with a note of how much was left out. No word is kept in
/// part: half a key would not be recognized any more, to mask it.</summary>
internal sealed class BoundedOutput(int limit = 64 * 1024)
{
    private static readonly SearchValues<byte> s_space = SearchValues.Create(" \t\r\n"u8);

    private readonly int _limit = limit;
    private byte[] _head = [];
    private int _headLength;
    private byte[]? _tail;
    private long _tailLength;

    /// <summary>How many bytes came in all.</summary>
    public long Total => _headLength + _tailLength;

    public void Add(ReadOnlySpan<byte> bytes)
    {
        int room = Math.Min(_limit - _headLength, bytes.Length);
        if (room > 0)
        {
            if (_head.Length < _headLength + room)
                Array.Resize(ref _head, Math.Min(_limit, Math.Max(_head.Length * 2, _headLength + room)));
            bytes[..room].CopyTo(_head.AsSpan(_headLength));
            _headLength += room;
            bytes = bytes[room..];
        }

        if (bytes.IsEmpty)
            return;

        // The tail is a ring: where the next byte goes is the count of those that came.
        _tail ??= new byte[_limit];
        if (bytes.Length > _limit)
        {
            _tailLength += bytes.Length - _limit;
            bytes = bytes[^_limit..];
        }

        int at = (int)(_tailLength % _limit);
        int first = Math.Min(_limit - at, bytes.Length);
        bytes[..first].CopyTo(_tail.AsSpan(at));
        bytes[first..].CopyTo(_tail);
        _tailLength += bytes.Length;
    }

    /// <summary>The text; bytes that are not UTF-8 are replaced by U+FFFD.</summary>
    public override string ToString()
    {
        if (_tail is null)
            return Encoding.UTF8.GetString(_head, 0, _headLength);

        int kept = (int)Math.Min(_tailLength, _limit);
        byte[] tail = new byte[kept];
        int start = _tailLength > _limit ? (int)(_tailLength % _limit) : 0;
        int older = Math.Min(_limit - start, kept);
        _tail.AsSpan(start, older).CopyTo(tail);
        _tail.AsSpan(0, kept - older).CopyTo(tail.AsSpan(older));
        long leftOut = _tailLength - kept;
        if (leftOut == 0)
            return Encoding.UTF8.GetString([.. _head.AsSpan(0, _headLength), .. tail]);
        ReadOnlySpan<byte> first = _head.AsSpan(0, _headLength), last = tail;
        first = first[..(first.LastIndexOfAny(s_space) + 1)];
        last = last.IndexOfAny(s_space) is >= 0 and { } space ? last[space..] : default;
        return string.Create(CultureInfo.InvariantCulture, $"{Encoding.UTF8.GetString(first)}\n[... {Total - first.Length - last.Length} bytes left out ...]\n{Encoding.UTF8.GetString(last)}");
    }
}
