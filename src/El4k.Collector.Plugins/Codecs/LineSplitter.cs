using System.Buffers;

namespace El4k.Collector.Plugins.Codecs;

/// <summary>Cuts a stream that arrives in pieces into lines; only a line that spans pieces is copied.</summary>
/// <remarks>Used by one thread. A line is valid until the next call.</remarks>
internal sealed class LineSplitter(byte[] delimiter, long maxLineBytes)
{
    // What is kept of a line over the limit: enough to see where it came from.
    private const int ExcerptBytes = 4096;

    private byte[] _held = [];
    private int _heldLength;
    private bool _isHeldGiven;
    private bool _isSkipping;
    private int _begunBySkipped;

    /// <summary>The beginning of a line whose end has not arrived.</summary>
    public ReadOnlySpan<byte> Held => _isHeldGiven ? default : _held.AsSpan(0, _heldLength);

    /// <summary>The memory that the beginning of a line takes; none while there is no such beginning.</summary>
    public long HeldBytes => _held.Length;

    /// <summary>Whether the line just given out was over the limit and is only its beginning.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Takes the next whole line, without its delimiter.</summary>
    /// <param name="data">What arrived; what has been dealt with is taken off its front.</param>
    /// <param name="line">The line, when the answer is true.</param>
    /// <returns>False when no line is left: the rest of the data is then held.</returns>
    public bool TryTake(ref ReadOnlySpan<byte> data, out ReadOnlySpan<byte> line)
    {
        ForgetGiven();
        IsCut = false;
        while (!data.IsEmpty)
        {
            if (_isSkipping)
            {
                Skip(ref data);
                continue;
            }

            var end = FindDelimiter(data, out var next);
            var piece = data[..Math.Max(end, 0)];
            var rest = end < 0 ? default : data[next..];
            var length = (long)_heldLength + (end < 0 ? data.Length : piece.Length);

            // What may be the beginning of the delimiter is not yet counted.
            var begun = end < 0 && length > maxLineBytes ? DelimiterBegunBy(_held.AsSpan(0, _heldLength), data) : 0;
            if (length - begun > maxLineBytes)
            {
                _begunBySkipped = begun;
                var arrived = end < 0 ? data : piece;
                var kept = (int)Math.Min(ExcerptBytes, maxLineBytes);
                Hold(arrived[..Math.Min(arrived.Length, Math.Max(0, kept - _heldLength))]);
                line = GiveHeld(Math.Min(_heldLength, kept));
                _isSkipping = end < 0;
                IsCut = true;
                data = rest;
                return true;
            }

            if (end < 0)
            {
                Hold(data);
                data = default;
                break;
            }

            data = rest;
            if (_heldLength == 0)
            {
                line = piece;
                return true;
            }

            Hold(piece);
            line = GiveHeld(_heldLength);
            return true;
        }

        // Many streams are silent between two lines: what holds nothing keeps no memory.
        if (_heldLength == 0)
        {
            Release();
        }

        line = default;
        return false;
    }

    /// <summary>How many bytes at the end of <see cref="Held"/> are, or may be, the beginning of a delimiter.</summary>
    /// <param name="following">What has arrived of the bytes after them.</param>
    public int DelimiterBegunBefore(ReadOnlySpan<byte> following)
    {
        var held = Held;
        for (var before = Math.Min(delimiter.Length - 1, held.Length); before > 0; before--)
        {
            var after = delimiter.AsSpan(before);
            if (held.EndsWith(delimiter.AsSpan(0, before)) && following.StartsWith(after[..Math.Min(after.Length, following.Length)]))
            {
                return before;
            }
        }

        return 0;
    }

    /// <summary>Takes a number of bytes off the front of <see cref="Held"/>, or all of it at the end of the stream.</summary>
    public void Consume(int bytes)
    {
        _held.AsSpan(bytes, _heldLength - bytes).CopyTo(_held);
        _heldLength -= bytes;
        if (_heldLength == 0)
        {
            Release();
        }
    }

    /// <summary>Forgets everything, for a new stream.</summary>
    public void Reset()
    {
        ForgetGiven();
        _heldLength = 0;
        _isSkipping = false;
        _begunBySkipped = 0;
        Release();
    }

    private void Release()
    {
        if (_held.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_held);
            _held = [];
        }
    }

    // A delimiter of several bytes may begin in what is held: then the line's end lies before the data, and the answer is 0.
    private int FindDelimiter(ReadOnlySpan<byte> data, out int next)
    {
        for (var before = Math.Min(delimiter.Length - 1, _heldLength); before > 0; before--)
        {
            var after = delimiter.Length - before;
            if (after <= data.Length
                && _held.AsSpan(_heldLength - before, before).SequenceEqual(delimiter.AsSpan(0, before))
                && data[..after].SequenceEqual(delimiter.AsSpan(before)))
            {
                _heldLength -= before;
                next = after;
                return 0;
            }
        }

        var at = data.IndexOf(delimiter);
        next = at + delimiter.Length;
        return at;
    }

    // Passes over the rest of a line that is cut, up to its delimiter, which may have begun in what was passed over before.
    private void Skip(ref ReadOnlySpan<byte> data)
    {
        var skipped = delimiter.AsSpan(0, _begunBySkipped);
        for (var before = _begunBySkipped; before > 0; before--)
        {
            if (skipped.EndsWith(delimiter.AsSpan(0, before)) && data.StartsWith(delimiter.AsSpan(before)))
            {
                _isSkipping = false;
                data = data[(delimiter.Length - before)..];
                return;
            }
        }

        var at = data.IndexOf(delimiter);
        _isSkipping = at < 0;
        _begunBySkipped = at < 0 ? DelimiterBegunBy(skipped, data) : 0;
        data = at < 0 ? default : data[(at + delimiter.Length)..];
    }

    // How many bytes at the end of two pieces, the one after the other, are the beginning of the delimiter.
    private int DelimiterBegunBy(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        for (var length = Math.Min(delimiter.Length - 1, first.Length + second.Length); length > 0; length--)
        {
            var beginning = delimiter.AsSpan(0, length);
            var inFirst = Math.Max(0, length - second.Length);
            if (first.EndsWith(beginning[..inFirst]) && second.EndsWith(beginning[inFirst..]))
            {
                return length;
            }
        }

        return 0;
    }

    private void Hold(ReadOnlySpan<byte> piece)
    {
        if (_held.Length - _heldLength < piece.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_held.Length * 2, _heldLength + piece.Length));
            _held.AsSpan(0, _heldLength).CopyTo(larger);
            if (_held.Length > 0)
            {
                ArrayPool<byte>.Shared.Return(_held);
            }

            _held = larger;
        }

        piece.CopyTo(_held.AsSpan(_heldLength));
        _heldLength += piece.Length;
    }

    private ReadOnlySpan<byte> GiveHeld(int length)
    {
        _isHeldGiven = true;
        return _held.AsSpan(0, length);
    }

    private void ForgetGiven()
    {
        if (_isHeldGiven)
        {
            _isHeldGiven = false;
            _heldLength = 0;
        }
    }
}
